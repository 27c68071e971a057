package mock_test

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	mock "github.com/mockserver/mockserver/clients/go"
)

func TestWhatIsSent(t *testing.T) {
	for name, c := range map[string]struct {
		call   func(context.Context, *mock.Client) error
		answer string
		want   string
	}{
		"when": {
			func(ctx context.Context, ms *mock.Client) error {
				_, err := ms.When(mock.Post("/login").JSON(map[string]string{"user": "<foo>"})).Times(2).TTL(time.Minute).Priority(3).
					ID("a").Percentage(50).Namespace("n").Respond(ctx, mock.Reply(302).Header("Location", "/home").Cookie("session", "2By8"))
				return err
			},
			`[{"id":"a"}]`,
			`PUT /mockserver/expectation [{"id":"a","priority":3,"percentage":50,"namespace":"n",` +
				`"httpRequest":{"method":"POST","path":"/login","body":{"type":"JSON","json":{"user":"<foo>"}}},"times":{"remainingTimes":2},` +
				`"timeToLive":{"timeUnit":"MILLISECONDS","timeToLive":60000},` +
				`"httpResponse":{"statusCode":302,"headers":{"Location":["/home"]},"cookies":{"session":"2By8"}}}]`,
		},
		"upsert nothing": {
			func(ctx context.Context, ms *mock.Client) error { _, err := ms.Upsert(ctx); return err },
			`[]`, `PUT /mockserver/expectation []`,
		},
		"upsert in several forms": {
			func(ctx context.Context, ms *mock.Client) error {
				_, err := ms.Upsert(ctx, mock.Raw(`[{"nonsense": 1.0}, 5]`), mock.Raw(`"x"`), mock.Plain{"id": 7}, mock.When(nil), mock.Expectation{})
				return err
			},
			`[]`, `PUT /mockserver/expectation [{"nonsense":1.0},5,"x",{"id":7},{},{}]`,
		},
		"clear all": {
			func(ctx context.Context, ms *mock.Client) error { return ms.Clear(ctx) },
			``, `PUT /mockserver/clear `,
		},
		"clear some": {
			func(ctx context.Context, ms *mock.Client) error {
				return ms.Clear(ctx, mock.Get("/a"), mock.ClearTypeLog, mock.WithNamespace("n&m"))
			},
			``, `PUT /mockserver/clear?type=LOG&namespace=n%26m {"method":"GET","path":"/a"}`,
		},
		"clear by id": {
			func(ctx context.Context, ms *mock.Client) error { return ms.ClearByID(ctx, "a") },
			``, `PUT /mockserver/clear {"id":"a"}`,
		},
		"reset": {
			func(ctx context.Context, ms *mock.Client) error { return ms.Reset(ctx) },
			``, `PUT /mockserver/reset `,
		},
		"retrieve requests": {
			func(ctx context.Context, ms *mock.Client) error {
				_, err := ms.RetrieveRequests(ctx, mock.WithRequest(mock.Plain{"path": 5}))
				return err
			},
			`[]`, `PUT /mockserver/retrieve?type=REQUESTS&format=JSON {"path":5}`,
		},
		"retrieve exchanges": {
			func(ctx context.Context, ms *mock.Client) error {
				_, err := ms.RetrieveRequestResponses(ctx, mock.HTTPRequest{})
				return err
			},
			`[]`, `PUT /mockserver/retrieve?type=REQUEST_RESPONSES&format=JSON {}`,
		},
		"retrieve expectations": {
			func(ctx context.Context, ms *mock.Client) error {
				_, err := ms.RetrieveActiveExpectations(ctx, mock.WithNamespace("n"))
				return err
			},
			`[]`, `PUT /mockserver/retrieve?type=ACTIVE_EXPECTATIONS&format=JSON&namespace=n `,
		},
		"retrieve logs": {
			func(ctx context.Context, ms *mock.Client) error {
				_, err := ms.RetrieveLogs(ctx, mock.WithCorrelationID("c"))
				return err
			},
			`[]`, `PUT /mockserver/retrieve?type=LOGS&format=LOG_ENTRIES&correlationId=c `,
		},
		"retrieve a document": {
			func(ctx context.Context, ms *mock.Client) error {
				document, err := ms.RetrieveAs(ctx, mock.RetrieveFormatHar, mock.RetrieveTypeRequests, mock.Get("/a"))
				if err == nil && document.String() != "document" {
					t.Errorf("got %q", document)
				}
				return err
			},
			`document`, `PUT /mockserver/retrieve?type=REQUESTS&format=HAR&strict=true {"method":"GET","path":"/a"}`,
		},
		"verify at least once": {
			func(ctx context.Context, ms *mock.Client) error { return ms.Verify(ctx, mock.Get("/a"), nil) },
			``, `PUT /mockserver/verify {"httpRequest":{"method":"GET","path":"/a"},"times":{"atLeast":1}}`,
		},
		"verify with everything": {
			func(ctx context.Context, ms *mock.Client) error {
				return ms.Verify(ctx, mock.Request(), mock.Response().StatusCode(200), mock.Between(1, 2), mock.WithTimeout(time.Second+time.Nanosecond),
					mock.WithMaximumRequests(3), mock.VerificationDispositionMocked)
			},
			``, `PUT /mockserver/verify {"httpRequest":{},"httpResponse":{"statusCode":200},"times":{"atLeast":1,"atMost":2},` +
				`"maximumNumberOfRequestToReturnInVerificationFailure":3,"timeout":1001,"disposition":"MOCKED"}`,
		},
		"verify an expectation": {
			func(ctx context.Context, ms *mock.Client) error {
				return ms.Verify(ctx, mock.WithExpectationID("a"), mock.Never())
			},
			``, `PUT /mockserver/verify {"expectationId":{"id":"a"},"times":{"atLeast":0,"atMost":0}}`,
		},
		"verify a sequence": {
			func(ctx context.Context, ms *mock.Client) error {
				return ms.VerifySequence(ctx, mock.Get("/a"), mock.Response().StatusCode(1), mock.HTTPRequest{}, mock.Response().StatusCode(2))
			},
			``, `PUT /mockserver/verifySequence {"httpRequests":[{"method":"GET","path":"/a"},{}],"httpResponses":[{"statusCode":1},{"statusCode":2}]}`,
		},
		"verify a sequence of expectations": {
			func(ctx context.Context, ms *mock.Client) error {
				return ms.VerifySequence(ctx, mock.WithExpectationIDs("a", "b"), mock.WithTimeout(time.Millisecond))
			},
			``, `PUT /mockserver/verifySequence {"expectationIds":[{"id":"a"},{"id":"b"}],"timeout":1}`,
		},
		"verify a sequence of plain data": {
			func(ctx context.Context, ms *mock.Client) error {
				return ms.VerifySequence(ctx, mock.WithRequests(mock.Plain{"a": 1}, mock.Raw(`{"b":2}`)))
			},
			``, `PUT /mockserver/verifySequence {"httpRequests":[{"a":1},{"b":2}]}`,
		},
		"status": {
			func(ctx context.Context, ms *mock.Client) error { _, err := ms.Status(ctx); return err },
			`{}`, `PUT /mockserver/status `,
		},
		"bind": {
			func(ctx context.Context, ms *mock.Client) error { _, err := ms.Bind(ctx, 0, 1081); return err },
			`{"ports":[1,1081]}`, `PUT /mockserver/bind {"ports":[0,1081]}`,
		},
		"stop": {
			func(ctx context.Context, ms *mock.Client) error { return ms.Stop(ctx) },
			``, `PUT /mockserver/stop `,
		},
		"configuration": {
			func(ctx context.Context, ms *mock.Client) error { _, err := ms.Configuration(ctx); return err },
			`{}`, `GET /mockserver/configuration `,
		},
		"update configuration": {
			func(ctx context.Context, ms *mock.Client) error {
				level := mock.LogLevelDebug
				_, err := ms.UpdateConfiguration(ctx, mock.Configuration{LogLevel: &level})
				return err
			},
			`{}`, `PUT /mockserver/configuration {"logLevel":"DEBUG"}`,
		},
		"adjust clock": {
			func(ctx context.Context, ms *mock.Client) error {
				_, err := ms.AdjustClock(ctx, "advance", mock.WithDuration(time.Minute))
				return err
			},
			`{}`, `PUT /mockserver/clock {"action":"advance","durationMillis":60000}`,
		},
		"set scenario": {
			func(ctx context.Context, ms *mock.Client) error {
				_, err := ms.SetScenario(ctx, "a/b", "A", mock.WithTransitionAfter(time.Second), mock.WithNextState("B"))
				return err
			},
			`{}`, `PUT /mockserver/scenario/a%2Fb {"state":"A","transitionAfterMs":1000,"nextState":"B"}`,
		},
		"import": {
			func(ctx context.Context, ms *mock.Client) error {
				_, err := ms.ImportExpectations(ctx, mock.ImportDocument{"log": json.RawMessage(`{"entries":[]}`)},
					mock.ImportFormatHar, mock.WithRedactSensitiveData(false), mock.WithAdditionalRedactedHeaders("a,b"))
				return err
			},
			`[]`, `PUT /mockserver/import?format=har&redactSensitiveData=false&additionalRedactedHeaders=a%2Cb {"log":{"entries":[]}}`,
		},
		"promote": {
			func(ctx context.Context, ms *mock.Client) error {
				_, err := ms.PromoteRecordings(ctx, mock.Get("/a"), mock.WithConsolidate(false), mock.WithParameterize(true))
				return err
			},
			`[]`, `PUT /mockserver/recordings/promote?consolidate=false&parameterize=true {"method":"GET","path":"/a"}`,
		},
		"trigger scenario": {
			func(ctx context.Context, ms *mock.Client) error {
				_, err := ms.TriggerScenario(ctx, "a/b c%", "X")
				return err
			},
			`{}`, `PUT /mockserver/scenario/a%2Fb%20c%25/trigger {"newState":"X"}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			ms := newFake(t, 200, c.answer)
			if err := c.call(t.Context(), ms.Client); err != nil {
				t.Fatal(err)
			}
			ms.wasAsked(t, c.want)
		})
	}
}

func TestABasePathIsKept(t *testing.T) {
	f := newFake(t, 200, "")
	for _, end := range []string{"/base", "/base/"} {
		if err := newClient(t, f.URL()+end).Reset(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	f.wasAsked(t, "PUT /base/mockserver/reset ", "PUT /base/mockserver/reset ")
}

func TestAnswers(t *testing.T) {
	requests, err := newFake(t, 200, `[{"method":"GET","path":"/a","headers":{"Accept":["x","y"]},"cookies":{"s":"1"},"new":{"a":1.0}}]`).
		RetrieveRequests(t.Context())
	if err != nil || len(requests) != 1 {
		t.Fatal(requests, err)
	}
	r := requests[0]
	if r.Path.String() != "/a" || r.Headers.Values("accept")[1] != "y" || r.Cookies.Value("s") != "1" || string(r.AdditionalProperties["new"]) != `{"a":1.0}` {
		t.Errorf("got %+v", r)
	}
	status, err := newFake(t, 200, `{"ports":[1080],"version":"1"}`).Status(t.Context())
	if err != nil || status.Ports[0] != 1080 {
		t.Errorf("got %+v, %v", status, err)
	}
}

func TestReady(t *testing.T) {
	for status, want := range map[int]bool{200: true, 503: false} {
		answer := map[bool]string{true: `{"status":"READY"}`, false: `{"status":"NOT_READY"}`}[want]
		if ready, err := newFake(t, status, answer).Ready(t.Context()); err != nil || ready != want {
			t.Errorf("%d: got %v, %v", status, ready, err)
		}
	}
	if _, err := newFake(t, 500, "").Ready(t.Context()); err == nil {
		t.Error("a broken server is neither ready nor not ready")
	}
}

func TestWhenNeedsOneStoredExpectation(t *testing.T) {
	if _, err := newFake(t, 201, `[]`).When(nil).Respond(t.Context(), mock.Reply(200)); err == nil {
		t.Error("want an error when nothing was stored")
	}
}
