package restdriver

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
)

// recorder is a control plane that notes what it is asked and answers as told.
type recorder struct {
	status int
	answer string
	asked  string
	body   string
}

func (r *recorder) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	body, _ := io.ReadAll(request.Body)
	r.asked, r.body = request.Method+" "+request.URL.RequestURI(), string(body)
	w.WriteHeader(r.status)
	io.WriteString(w, r.answer)
}

// converse plays one request after connecting, and returns the answer.
func converse(t *testing.T, control *recorder, request string) map[string]any {
	t.Helper()
	server := httptest.NewServer(control)
	defer server.Close()
	connect := `{"id":1,"connect":{"url":"` + server.URL + `","timeoutMs":5000}}`
	var answers bytes.Buffer
	if err := Serve(context.Background(), strings.NewReader(connect+"\n"+request+"\n"), &answers); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(answers.String()), "\n")
	var answer map[string]any
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &answer); err != nil {
		t.Fatal(err)
	}
	return answer
}

func TestOperations(t *testing.T) {
	for _, tc := range []struct{ request, asked, body string }{
		{`{"id":2,"upsert":{"expectations":[{"httpRequest":{"path":5},"nonsense":null}]}}`,
			"PUT /mockserver/expectation", `[{"httpRequest":{"path":5},"nonsense":null}]`},
		{`{"id":2,"upsert":{}}`, "PUT /mockserver/expectation", `[]`},
		{`{"id":2,"when":{"calls":[["times",2],["ttl",{"$ms":5}],["id","x"]],"respond":{"statusCode":1}}}`,
			"PUT /mockserver/expectation",
			`[{"httpResponse":{"statusCode":1},"id":"x","timeToLive":{"timeToLive":5,"timeUnit":"MILLISECONDS"},"times":{"remainingTimes":2}}]`},
		{`{"id":2,"clear":{}}`, "PUT /mockserver/clear?", ``},
		{`{"id":2,"clear":{"matcher":{},"type":"log","namespace":"n"}}`, "PUT /mockserver/clear?namespace=n&type=log", `{}`},
		{`{"id":2,"clear":{"expectationId":"x"}}`, "PUT /mockserver/clear?", `{"id":"x"}`},
		{`{"id":2,"reset":{}}`, "PUT /mockserver/reset", ``},
		{`{"id":2,"retrieve":{"view":"requests"}}`, "PUT /mockserver/retrieve?format=JSON&type=REQUESTS", ``},
		{`{"id":2,"retrieve":{"view":"logs","correlationId":"c","matcher":{"path":"/a"}}}`,
			"PUT /mockserver/retrieve?correlationId=c&format=LOG_ENTRIES&type=LOGS", `{"path":"/a"}`},
		{`{"id":2,"verify":{"request":{"$build":[["get","/a"]]},"times":{"$build":[["between",1,2]]},"timeoutMs":7,"maximumRequests":3,"disposition":"MOCKED"}}`,
			"PUT /mockserver/verify",
			`{"disposition":"MOCKED","httpRequest":{"method":"GET","path":"/a"},"maximumNumberOfRequestToReturnInVerificationFailure":3,"timeout":7,"times":{"atLeast":1,"atMost":2}}`},
		{`{"id":2,"verify":{"expectationId":"x","response":{"statusCode":200}}}`,
			"PUT /mockserver/verify", `{"expectationId":{"id":"x"},"httpResponse":{"statusCode":200}}`},
		{`{"id":2,"verifySequence":{"requests":[{"path":"/a"}],"responses":[{}]}}`,
			"PUT /mockserver/verifySequence", `{"httpRequests":[{"path":"/a"}],"httpResponses":[{}]}`},
		{`{"id":2,"verifySequence":{"expectationIds":["a","b"]}}`,
			"PUT /mockserver/verifySequence", `{"expectationIds":[{"id":"a"},{"id":"b"}]}`},
		{`{"id":2,"status":{}}`, "PUT /mockserver/status", ``},
		{`{"id":2,"ready":{}}`, "GET /mockserver/ready", ``},
		{`{"id":2,"bind":{"ports":[0,1]}}`, "PUT /mockserver/bind", `{"ports":[0,1]}`},
		{`{"id":2,"stop":{}}`, "PUT /mockserver/stop", ``},
		{`{"id":2,"configuration":{}}`, "GET /mockserver/configuration", ``},
		{`{"id":2,"updateConfiguration":{"settings":{"logLevel":null}}}`, "PUT /mockserver/configuration", `{"logLevel":null}`},
		{`{"id":2,"debugMismatch":{"request":{"$build":[["get","/a"]]}}}`, "PUT /mockserver/debugMismatch", `{"method":"GET","path":"/a"}`},
		{`{"id":2,"explainUnmatched":{}}`, "PUT /mockserver/explainUnmatched", ``},
		{`{"id":2,"explainUnmatched":{"limit":2}}`, "PUT /mockserver/explainUnmatched", `{"limit":2}`},
		{`{"id":2,"importExpectations":{"document":{"log":{}}}}`, "PUT /mockserver/import", `{"log":{}}`},
		{`{"id":2,"importExpectations":{"document":{},"format":"har","redactSensitiveData":false,"additionalRedactedHeaders":"a","additionalRedactedBodyFields":"b"}}`,
			"PUT /mockserver/import?additionalRedactedBodyFields=b&additionalRedactedHeaders=a&format=har&redactSensitiveData=false", `{}`},
		{`{"id":2,"promoteRecordings":{}}`, "PUT /mockserver/recordings/promote", ``},
		{`{"id":2,"promoteRecordings":{"matcher":{"path":"/a"},"consolidate":true,"parameterize":false}}`,
			"PUT /mockserver/recordings/promote?consolidate=true&parameterize=false", `{"path":"/a"}`},
	} {
		control := &recorder{status: 200, answer: `{"ok":true}`}
		answer := converse(t, control, tc.request)
		if control.asked != tc.asked || control.body != tc.body {
			t.Errorf("%s: asked %s %s, want %s %s", tc.request, control.asked, control.body, tc.asked, tc.body)
		}
		if !reflect.DeepEqual(answer["result"], map[string]any{"ok": true}) {
			t.Errorf("%s: answered %v", tc.request, answer)
		}
	}
}

func TestOutcomes(t *testing.T) {
	for _, tc := range []struct {
		status  int
		answer  string
		outcome string
	}{
		{200, ``, `{"id":2,"result":null}`},
		{200, `[1]`, `{"id":2,"result":[1]}`},
		{200, `plain`, `{"id":2,"result":"plain"}`},
		{406, `not seen`, `{"id":2,"failure":{"verificationFailed":{"message":"not seen"}}}`},
		{400, "1 error:\n   - $.a: no\n - $: none", `{"id":2,"failure":{"refused":{"status":400,"message":"1 error:\n   - $.a: no\n - $: none","fieldPaths":["$.a","$"]}}}`},
		{413, `too large`, `{"id":2,"failure":{"refused":{"status":413,"message":"too large"}}}`},
	} {
		var want map[string]any
		if err := json.Unmarshal([]byte(strings.ReplaceAll(tc.outcome, "\n", `\n`)), &want); err != nil {
			t.Fatal(err)
		}
		got := converse(t, &recorder{status: tc.status, answer: tc.answer}, `{"id":2,"status":{}}`)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%d %q: got %v, want %v", tc.status, tc.answer, got, want)
		}
	}
}

func TestUnreachable(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	server.Close()
	var answers bytes.Buffer
	requests := `{"id":1,"connect":{"url":"` + server.URL + `"}}` + "\n" + `{"id":2,"status":{}}` + "\n"
	if err := Serve(context.Background(), strings.NewReader(requests), &answers); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(answers.String(), `"unreachable"`) {
		t.Errorf("got %s", answers.String())
	}
}

func TestMistakesInOperations(t *testing.T) {
	for request, problem := range map[string]string{
		`{"id":2,"verify":{"request":{"$build":[["juggle"]]}}}`:                 `unknown factory "juggle"`,
		`{"id":2,"clear":{"matcher":{"$build":[]}}}`:                            "is not a chain",
		`{"id":2,"retrieve":{"matcher":{"$build":[[]]}}}`:                       "is not a call",
		`{"id":2,"upsert":{"expectations":[{"a":[{"$build":"x"}]}]}}`:           "is not a chain",
		`{"id":2,"when":{"calls":[["times"]]}}`:                                 "times: no argument",
		`{"id":2,"when":{"calls":[["ttl",5]]}}`:                                 "ttl: takes a duration",
		`{"id":2,"when":{"respond":{"$build":[["reply",1],["cookie","a"]]}}}`:   "cookie: takes a name and a value",
		`{"id":2,"when":{"respond":{"$build":[["reply",1],["header",1,"a"]]}}}`: "header: the name is not a string",
		`{"id":2,"verifySequence":{"requests":[{"$build":[["oops"]]}]}}`:        `unknown factory "oops"`,
		`{"id":2}`: "unknown operation",
	} {
		answer := converse(t, &recorder{status: 200}, request)
		text, err := json.Marshal(answer["failure"])
		if err != nil || !strings.Contains(strings.ReplaceAll(string(text), `\"`, `"`), problem) {
			t.Errorf("%s: got %s", request, text)
		}
	}
}
