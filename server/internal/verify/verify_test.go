package verify

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/mockserver/mockserver/server/internal/journal"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// known are expectations by id.
type known map[string]*model.Expectation

func (k known) Find(id string) (*model.Expectation, bool) {
	e, ok := k[id]
	return e, ok
}

// world is a verifier over a journal, with time in the test's hands.
type world struct {
	*Verifier
	journal  *journal.Journal
	settings Settings
	late     chan time.Time
	waiting  chan time.Duration
}

func newWorld(o journal.Options) *world {
	path := func(p string) *model.RequestMatcher {
		return &model.RequestMatcher{Path: &model.StringMatcher{Value: p}}
	}
	w := &world{journal: journal.New(o), settings: DefaultSettings(), late: make(chan time.Time), waiting: make(chan time.Duration, 1)}
	w.Verifier = &Verifier{
		Journal:      w.journal,
		Expectations: known{"a": {ID: "a", Request: path("/a")}, "b": {ID: "b", Request: path("/b")}},
		Settings:     func() Settings { return w.settings },
		After: func(d time.Duration) <-chan time.Time {
			w.waiting <- d
			return w.late
		},
	}
	return w
}

// see records a request that got a 404.
func (w *world) see(paths ...string) {
	for _, p := range paths {
		w.journal.Append(model.Exchange{Request: request(p), Outcome: model.Unmatched, Response: &model.Response{StatusCode: 404}})
	}
}

// answer records a request that an expectation answered.
func (w *world) answer(path, id string, status int) {
	w.journal.Append(model.Exchange{
		Request: request(path), Outcome: model.Matched, ExpectationID: id, Response: &model.Response{StatusCode: status},
	})
}

func request(path string) *model.Request {
	return &model.Request{Method: "GET", Path: path, Protocol: model.HTTP1, KeepAlive: true}
}

// recorded is a request as failures write it.
func recorded(path string) string {
	return "{\n  \"keepAlive\" : true,\n  \"method\" : \"GET\",\n  \"path\" : \"" + path + "\",\n  \"protocol\" : \"HTTP_1_1\",\n  \"secure\" : false\n}"
}

func asking(path string) string { return "{\n  \"path\" : \"" + path + "\"\n}" }

// verify returns the message of the failure, "" without one.
func (w *world) verify(t *testing.T, document string) string {
	t.Helper()
	asked, err := wire.ParseVerification([]byte(document))
	if err != nil {
		t.Fatalf("%s: %v", document, err)
	}
	return message(t, w.Verify(t.Context(), asked))
}

func (w *world) verifySequence(t *testing.T, document string) string {
	t.Helper()
	asked, err := wire.ParseVerificationSequence([]byte(document))
	if err != nil {
		t.Fatalf("%s: %v", document, err)
	}
	return message(t, w.VerifySequence(t.Context(), asked))
}

func message(t *testing.T, err error) string {
	t.Helper()
	if err == nil {
		return ""
	}
	failure := (*Failure)(nil)
	if !errors.As(err, &failure) {
		t.Fatalf("%T: %v", err, err)
	}
	return failure.Message
}

func expect(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s:\ngot  %q\nwant %q", what, got, want)
	}
}

const pathDiffers = "\n\nclosest match diff:\n  path:\n      string or regex match failed expected:      /x     found:      /a \n"

func TestPasses_CP188_CP190(t *testing.T) {
	w := newWorld(journal.Options{})
	w.see("/a", "/b", "/b")
	for _, document := range []string{
		`{"httpRequest":{"path":"/a"}}`,
		`{"httpRequest":{"path":"/a"},"times":{}}`,
		`{"httpRequest":{"path":"/b"},"times":{"atLeast":1}}`,
		`{"httpRequest":{"path":"/b"},"times":{"atLeast":2,"atMost":2}}`,
		`{"httpRequest":{"path":"/x"},"times":{"atMost":0}}`,
		`{"httpRequest":{"path":"/x"},"times":{"atLeast":-1,"atMost":-1}}`, // CP-260
		`{"httpRequest":{"path":"/x"},"times":{"atLeast":-1}}`,
		`{"httpRequest":{"path":"/b"},"times":{"atLeast":0,"atMost":-1}}`,
		`{"httpRequest":{"path":"/.*"},"times":{"atLeast":3,"atMost":3}}`,
	} {
		expect(t, document, w.verify(t, document), "")
	}
}

func TestTimesTexts_CP190_to_CP193(t *testing.T) {
	for times, text := range map[string]string{
		``:                           "exactly once",
		`,"times":{}`:                "exactly once",
		`{"atLeast":3,"atMost":3}`:   "exactly 3 times",
		`{"atLeast":1}`:              "", // it holds
		`{"atLeast":2}`:              "at least 2 times",
		`{"atMost":0}`:               "at most 0 times",
		`{"atLeast":0,"atMost":0}`:   "exactly 0 times",
		`{"atLeast":2,"atMost":5}`:   "between 2 and 5 times",
		`{"atLeast":3,"atMost":2}`:   "between 3 and 2 times",
		`{"atLeast":-1,"atMost":0}`:  "at most 0 times",
		`{"atLeast":20,"atMost":-1}`: "at least 20 times",
	} {
		w := newWorld(journal.Options{})
		w.see("/a")
		if strings.HasPrefix(times, "{") {
			times = `,"times":` + times
		}
		path := "/a"
		if text == "exactly once" {
			path = "/x"
		}
		got := w.verify(t, `{"httpRequest":{"path":"`+path+`"}`+times+`}`)
		if text == "" {
			expect(t, times, got, "")
		} else if !strings.HasPrefix(got, "Request not found "+text+", expected:<") {
			t.Errorf("%s: %q does not say %q", times, got, text)
		}
	}
}

func TestCP198_Message(t *testing.T) {
	w := newWorld(journal.Options{})
	w.see("/a")
	expect(t, "one recorded", w.verify(t, `{"httpRequest":{"path":"/x"}}`),
		"Request not found exactly once, expected:<"+asking("/x")+"> but was:<"+recorded("/a")+">"+pathDiffers)
	expect(t, "nothing differs", w.verify(t, `{"httpRequest":{"path":"/a"},"times":{"atLeast":2}}`),
		"Request not found at least 2 times, expected:<"+asking("/a")+"> but was:<"+recorded("/a")+">")
	w.see("/b", "/b")
	expect(t, "several recorded", w.verify(t, `{"httpRequest":{"path":"/b"},"times":{"atMost":1}}`),
		"Request not found at most once, expected:<"+asking("/b")+"> but was:<[ "+recorded("/a")+", "+recorded("/b")+", "+recorded("/b")+" ]>")
	expect(t, "as many as the maximum", w.verify(t, `{"httpRequest":{"path":"/a"},"times":{"atLeast":2},"maximumNumberOfRequestToReturnInVerificationFailure":2}`),
		"Request not found at least 2 times, expected:<"+asking("/a")+"> but was found 1 time among 3 total requests")
	expect(t, "negation is not shown but in the difference", w.verify(t, `{"httpRequest":{"path":"!/.*"},"maximumNumberOfRequestToReturnInVerificationFailure":0}`),
		"Request not found exactly once, expected:<"+asking("/.*")+"> but was found 0 times among 3 total requests"+
			"\n\nclosest match diff:\n  path:\n      string or regex match failed expected:      !/.*     found:      /a \n")
	w.settings.Detailed = false
	w.settings.MaximumRequests = 1
	expect(t, "the server's settings", w.verify(t, `{"httpRequest":{"path":"/x"}}`),
		"Request not found exactly once, expected:<"+asking("/x")+"> but was found 0 times among 3 total requests")
}

func TestCP199_NothingRecorded(t *testing.T) {
	w := newWorld(journal.Options{})
	expect(t, "request", w.verify(t, `{"httpRequest":{"path":"/x"}}`), "Request not found exactly once, expected:<"+asking("/x")+"> but was:<[]>")
	expect(t, "sequence", w.verifySequence(t, `{"httpRequests":[{"path":"/x"}]}`), "Request sequence not found, expected:<[ "+asking("/x")+" ]> but was:<[]>")
}

// Section 7.3: a filter that matches everything.
func TestZeroInteractions(t *testing.T) {
	w := newWorld(journal.Options{})
	document := `{"httpRequest":{},"times":{"atLeast":0,"atMost":0}}`
	expect(t, "none", w.verify(t, document), "")
	w.see("/a")
	expect(t, "one", w.verify(t, document), "Request not found exactly 0 times, expected:<{ }> but was:<"+recorded("/a")+">")
}

func TestByExpectation_CP196_CP197_CP242(t *testing.T) {
	w := newWorld(journal.Options{})
	w.answer("/same", "a", 201)
	w.answer("/same", "b", 202)
	w.see("/same")
	expect(t, "counts its answers only", w.verify(t, `{"expectationId":{"id":"a"}}`), "")
	expect(t, "failure", w.verify(t, `{"expectationId":{"id":"a"},"times":{"atLeast":2}}`),
		"Request not found at least 2 times, expected:<"+asking("/a")+"> but was:<[ "+recorded("/same")+", "+recorded("/same")+" ]>")
	expect(t, "with a response", w.verify(t, `{"expectationId":{"id":"a"},"httpResponse":{"statusCode":201}}`), "")
	expect(t, "with another's response", w.verify(t, `{"expectationId":{"id":"a"},"httpResponse":{"statusCode":202}}`),
		"Response not found exactly once, expected:<{\n  \"statusCode\" : 202\n}> but was:<{\n  \"statusCode\" : 201\n}>"+
			"\n\nclosest match diff:\n  operation:\n      statusCode match failed expected:      202     found:      201 \n")
	unknown := (*UnknownExpectationError)(nil)
	err := w.Verify(t.Context(), &model.Verification{ByExpectation: true, ExpectationID: "zz"})
	if !errors.As(err, &unknown) || err.Error() != "No expectation found with id zz" {
		t.Errorf("unknown id: %v", err)
	}
}

func TestByResponse(t *testing.T) {
	w := newWorld(journal.Options{})
	w.answer("/a", "a", 200)
	w.answer("/b", "b", 500)
	w.see("/c")
	expect(t, "found", w.verify(t, `{"httpResponse":{"statusCode":500}}`), "")
	expect(t, "the automatic 404 is none", w.verify(t, `{"httpResponse":{"statusCode":404},"times":{"atMost":0}}`), "")
	expect(t, "both sides of one exchange", w.verify(t, `{"httpRequest":{"path":"/a"},"httpResponse":{"statusCode":500},"times":{"atMost":0}}`), "")
	expect(t, "counted", w.verify(t, `{"httpResponse":{"statusCodeRange":"2XX"},"times":{"atLeast":2},"maximumNumberOfRequestToReturnInVerificationFailure":1}`),
		"Response not found at least 2 times, expected:<{\n  \"statusCodeRange\" : \"2XX\"\n}> but was found 1 time among 2 recorded responses")
	expect(t, "responses to the request only", w.verify(t, `{"httpRequest":{"path":"/c"},"httpResponse":{"statusCode":404}}`),
		"Response not found exactly once, expected:<{\n  \"statusCode\" : 404\n}> but was:<[]>")
}

func TestCP201_Disposition(t *testing.T) {
	w := newWorld(journal.Options{})
	w.see("/a")
	w.answer("/a", "a", 200)
	w.journal.Append(model.Exchange{Request: request("/a"), Outcome: model.Forwarded})
	for document, want := range map[string]bool{
		`{"httpRequest":{"path":"/a"},"times":{"atLeast":3,"atMost":3}}`: true,
		`{"httpRequest":{"path":"/a"},"disposition":"MOCKED"}`:           true,
		`{"httpRequest":{"path":"/a"},"disposition":"FORWARDED"}`:        true,
	} {
		if got := w.verify(t, document) == ""; got != want {
			t.Errorf("%s: %v", document, got)
		}
	}
}

func TestCP239_EvictedLog(t *testing.T) {
	w := newWorld(journal.Options{MaxRecords: 2})
	w.see("/a", "/b", "/c")
	expect(t, "an upper bound", w.verify(t, `{"httpRequest":{"path":"/a"},"times":{"atMost":0}}`),
		"Request could not be verified at most 0 times because the event log has discarded 1 entries after reaching its maximum size "+
			"(maxLogEntries=2), so absence cannot be proven — the matching requests may have been evicted rather than never made. "+
			"Increase maxLogEntries, reset the event log between tests, or set failVerificationOnEvictedLog=false to restore the previous (unsound) behaviour.")
	expect(t, "a lower bound", w.verify(t, `{"httpRequest":{"path":"/c"},"times":{"atLeast":1}}`), "")
	if got := w.verify(t, `{"httpRequest":{"path":"/c"},"times":{"atMost":0}}`); !strings.HasPrefix(got, "Request not found at most 0 times") {
		t.Errorf("a bound that is exceeded anyway: %q", got)
	}
	const lost = "\n\nthe event log has discarded 1 entries after reaching its maximum size (maxLogEntries=2), what is missing may be among them"
	for _, document := range []string{`{"httpRequest":{"path":"/a"}}`, `{"httpRequest":{"path":"/a"},"times":{"atLeast":1}}`} {
		if got := w.verify(t, document); !strings.HasPrefix(got, "Request not found") || !strings.HasSuffix(got, lost) {
			t.Errorf("%s: %q", document, got)
		}
	}
	if got := w.verifySequence(t, `{"httpRequests":[{"path":"/a"},{"path":"/c"}]}`); !strings.HasSuffix(got, lost) {
		t.Errorf("a sequence: %q", got)
	}
	if got := w.verify(t, `{"httpRequest":{"path":"/c"},"times":{"atMost":0}}`); strings.Contains(got, "discarded") {
		t.Errorf("what was lost does not matter: %q", got)
	}
	w.settings.FailOnEvicted = false
	expect(t, "when told not to", w.verify(t, `{"httpRequest":{"path":"/a"},"times":{"atMost":0}}`), "")
}

func TestSequence_CP203_CP204_CP206(t *testing.T) {
	w := newWorld(journal.Options{})
	w.see("/1", "/x", "/2", "/3")
	for document, want := range map[string]string{
		`{"httpRequests":[{"path":"/1"},{"path":"/2"},{"path":"/3"}]}`: "",
		`{"httpRequests":[{"path":"/[12]"},{"path":"/[12]"}]}`:         "",
		`{"httpRequests":[]}`: "No expectations, requests or responses specified in verification sequence",
		`{"httpRequests":[{"path":"/1"}],"httpResponses":[{"statusCode":1},{"statusCode":1}]}`: "Request and response sequences must be the same length " +
			"for a response-aware verification sequence, found 1 request(s) and 2 response(s)",
		`{"httpRequests":[{"path":"/1"},{"path":"/1"}],"maximumNumberOfRequestToReturnInVerificationFailure":4}`: "Request sequence not found, expected:<[ " +
			asking("/1") + ", " + asking("/1") + " ]> but was not found, found 4 other requests",
		`{"httpRequests":[{"path":"/3"},{"path":"/1"}]}`: "Request sequence not found, expected:<[ " + asking("/3") + ", " + asking("/1") + " ]> but was:<[ " +
			recorded("/1") + ", " + recorded("/x") + ", " + recorded("/2") + ", " + recorded("/3") + " ]>",
	} {
		expect(t, document, w.verifySequence(t, document), want)
	}
	got := w.verifySequence(t, `{"httpRequests":[{"path":"/1"},{"path":"/9"}]}`)
	if !strings.HasSuffix(got, "closest match diff:\n  path:\n      string or regex match failed expected:      /9     found:      /1 \n") {
		t.Errorf("the missing step is not explained: %q", got)
	}
}

func TestCP205_SequenceByExpectation(t *testing.T) {
	w := newWorld(journal.Options{})
	w.answer("/same", "a", 201)
	w.answer("/same", "b", 202)
	expect(t, "in order", w.verifySequence(t, `{"expectationIds":[{"id":"a"},{"id":"b"}]}`), "")
	expect(t, "out of order", w.verifySequence(t, `{"expectationIds":[{"id":"b"},{"id":"a"}]}`),
		"Request sequence not found, expected:<[ "+asking("/b")+", "+asking("/a")+" ]> but was:<[ "+recorded("/same")+", "+recorded("/same")+" ]>")
	unknown := (*UnknownExpectationError)(nil)
	if err := w.VerifySequence(t.Context(), &model.VerificationSequence{ExpectationIDs: []string{"zz"}}); !errors.As(err, &unknown) {
		t.Errorf("unknown id: %v", err)
	}
}

func TestSequenceOfResponses(t *testing.T) {
	w := newWorld(journal.Options{})
	w.answer("/a", "a", 201)
	w.see("/none")
	w.answer("/b", "b", 202)
	expect(t, "in order", w.verifySequence(t, `{"httpResponses":[{"statusCode":201},{"statusCode":202}]}`), "")
	expect(t, "pairs", w.verifySequence(t, `{"httpRequests":[{"path":"/a"},{"path":"/b"}],"httpResponses":[{"statusCode":201},{"statusCode":202}]}`), "")
	expect(t, "one is written without brackets", w.verifySequence(t, `{"httpResponses":[{"statusCode":500}],"maximumNumberOfRequestToReturnInVerificationFailure":0}`),
		"Response sequence not found, expected:<{\n  \"statusCode\" : 500\n}> but was not found, found 2 other responses")
}

// later runs verify in the background and waits until it has begun to wait.
func (w *world) later(t *testing.T, ctx context.Context, document string) <-chan error {
	asked, err := wire.ParseVerification([]byte(document))
	if err != nil {
		t.Fatal(err)
	}
	result := make(chan error, 1)
	go func() { result <- w.Verify(ctx, asked) }()
	<-w.waiting
	return result
}

func TestCP200_WaitsForALateRequest(t *testing.T) {
	const document = `{"httpRequest":{"path":"/late"},"timeout":1000}`
	w := newWorld(journal.Options{})
	result := w.later(t, t.Context(), document)
	w.see("/other")
	w.see("/late")
	if err := <-result; err != nil {
		t.Errorf("a late request: %v", err)
	}
	result = w.later(t, t.Context(), `{"httpRequest":{"path":"/never"},"timeout":120000}`)
	w.late <- time.Time{}
	if got := message(t, <-result); !strings.HasPrefix(got, "Request not found exactly once") {
		t.Errorf("after the timeout: %q", got)
	}
}

func TestWaitEndsWithTheCaller(t *testing.T) {
	w := newWorld(journal.Options{})
	ctx, cancel := context.WithCancel(t.Context())
	result := w.later(t, ctx, `{"httpRequest":{"path":"/never"},"timeout":1000}`)
	cancel()
	if message(t, <-result) == "" {
		t.Error("a verification that was given up passes")
	}
}

func TestWaitSeesAClear(t *testing.T) {
	w := newWorld(journal.Options{})
	w.see("/a")
	result := w.later(t, t.Context(), `{"httpRequest":{"path":"/a"},"times":{"atMost":0},"timeout":1000}`)
	w.journal.Reset()
	if err := <-result; err != nil {
		t.Errorf("after a reset: %v", err)
	}
}

func TestLongReasonsAreCut(t *testing.T) {
	w := newWorld(journal.Options{})
	w.see("/" + strings.Repeat("é", 400))
	got := w.verify(t, `{"httpRequest":{"path":"/x"}}`)
	_, reason, _ := strings.Cut(got, "  path:\n    ")
	if !strings.HasSuffix(reason, "...[truncated]\n") || len(reason) > maxReason+20 {
		t.Errorf("a reason of %d bytes: %q", len(reason), reason)
	}
}

// A long difference is cut where it says what was expected, not why that was
// not found.
func TestLongDifferencesKeepTheReason(t *testing.T) {
	w := newWorld(journal.Options{})
	w.see("/a")
	long := strings.Repeat("x", 600)
	got := w.verify(t, `{"httpRequest":{"path":"/a?`+long+`"}}`)
	if !strings.Contains(got, "xx...[truncated]   failed because:") || !strings.Contains(got, "which queryStringParameters is for") {
		t.Errorf("%s", got[len(got)-700:])
	}
}
