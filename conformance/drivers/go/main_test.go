package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// drive gives the driver the lines, with URL for the control plane's address,
// and returns what the control plane was sent and what the driver answered.
func drive(t *testing.T, status int, answer string, lines ...string) (sent, answers []string) {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		sent = append(sent, r.URL.Path+" "+string(body))
		w.WriteHeader(status)
		_, _ = io.WriteString(w, answer)
	}))
	defer server.Close()
	in := strings.Join(append([]string{`{"id":1,"connect":{"url":"` + server.URL + `"}}`}, lines...), "\n")
	var out strings.Builder
	if err := run(t.Context(), strings.NewReader(in), &out); err != nil {
		t.Fatal(err)
	}
	answers = strings.Split(strings.TrimSpace(out.String()), "\n")
	if answers[0] != `{"id":1,"result":null}` {
		t.Errorf("connect: %s", answers[0])
	}
	return sent, answers[1:]
}

func TestTaggedValues(t *testing.T) {
	sent, answers := drive(t, 201, `[{"id":"a","new":1.0}]`,
		`{"id":2,"when":{"request":{"$build":[["post","/a"],["json",[1.0],{"$options":{"matchType":"STRICT"}}],["pathParameter","n","1","2"]]},`+
			`"calls":[["times",2],["ttl",{"$ms":1.5}]],"respond":{"$build":[["reply",200],["binary",{"$base64":"AAE="}]]}}}`)
	want := `/mockserver/expectation [{"httpRequest":{"method":"POST","path":"/a","pathParameters":{"n":["1","2"]},` +
		`"body":{"type":"JSON","json":[1.0],"matchType":"STRICT"}},"times":{"remainingTimes":2},` +
		`"timeToLive":{"timeUnit":"MICROSECONDS","timeToLive":1500},"httpResponse":{"statusCode":200,"body":{"type":"BINARY","base64Bytes":"AAE="}}}]`
	if len(sent) != 1 || sent[0] != want {
		t.Errorf("sent %s\nwant %s", sent, want)
	}
	if answers[0] != `{"id":2,"result":[{"id":"a","new":1.0}]}` {
		t.Errorf("answered %s", answers[0])
	}
}

func TestPlainDataStaysAsItWas(t *testing.T) {
	sent, _ := drive(t, 201, `[]`,
		`{"id":2,"upsert":{"expectations":[{"nonsense":1.0,"path":"$ \"$"},5]}}`,
		`{"id":3,"upsert":{"expectations":[{"httpRequest":{"$build":[["get","/a"]]},"delay":{"$ms":5}}]}}`)
	for i, want := range []string{
		`/mockserver/expectation [{"nonsense":1.0,"path":"$ \"$"},5]`,
		`/mockserver/expectation [{"delay":{"timeUnit":"MILLISECONDS","value":5},"httpRequest":{"method":"GET","path":"/a"}}]`,
	} {
		if sent[i] != want {
			t.Errorf("sent %s\nwant %s", sent[i], want)
		}
	}
}

func TestFailures(t *testing.T) {
	for name, c := range map[string]struct {
		status     int
		text       string
		line, want string
	}{
		"refused": {400, "wrong:\n - $.a: no", `{"id":2,"reset":{}}`,
			`{"id":2,"failure":{"refused":{"status":400,"message":"wrong:\n - $.a: no","fieldPaths":["$.a"]}}}`},
		"verification": {406, "not found", `{"id":2,"verify":{"request":{}}}`, `{"id":2,"failure":{"verificationFailed":{"message":"not found"}}}`},
		"no operation": {200, "", `{"id":2,"dance":{}}`, `{"id":2,"failure":{"other":{"message":"*errors.errorString: no operation is called \"dance\""}}}`},
		"no method": {200, "", `{"id":2,"clear":{"matcher":{"$build":[["request"],["dance"]]}}}`,
			`{"id":2,"failure":{"other":{"message":"*fmt.wrapError: matcher: request: mock.RequestBuilder has no method \"dance\""}}}`},
		"no option": {200, "", `{"id":2,"clear":{"matcher":{"$build":[["request"],["text","a",{"$options":{"matchType":"STRICT"}}]]}}}`,
			`{"id":2,"failure":{"other":{"message":"*fmt.wrapError: matcher: request: text: matchType is no option here"}}}`},
	} {
		t.Run(name, func(t *testing.T) {
			if _, answers := drive(t, c.status, c.text, c.line); answers[0] != c.want {
				t.Errorf("answered %s\nwant %s", answers[0], c.want)
			}
		})
	}
}
