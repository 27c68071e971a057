package replay_test

import (
	"strings"
	"testing"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/replay"
	"github.com/mockserver/mockserver/server/internal/wire"
)

func fields(pairs ...string) []model.Field {
	var list []model.Field
	for i := 0; i < len(pairs); i += 2 {
		list = append(list, model.Field{Name: pairs[i], Value: pairs[i+1]})
	}
	return list
}

func asked(e *model.Expectation) string {
	return string(wire.RequestMatcherValue(e.Request).AppendCompact(nil))
}

// CP-255: what a body is compared as.
func TestBodies(t *testing.T) {
	for _, test := range []struct{ contentType, content, want string }{
		{"text/plain", "hi", `"hi"`},
		{"text/plain", "!hi", `{"type":"BINARY","base64Bytes":"IWhp"}`},
		{"text/plain", `{"a":1}`, `{"type":"JSON","json":{"a":1},"matchType":"STRICT"}`},
		{"application/json", `[1]`, `{"type":"JSON","json":[1],"matchType":"STRICT"}`},
		{"application/json", `{"a"`, `"{\"a\""`},
		{"application/xml", "<a/>", `{"type":"XML","xml":"<a/>","rawBytes":"PGEvPg=="}`},
		{"application/xml", "<a>", `"<a>"`},
		{"image/png", "\x89", `{"type":"BINARY","base64Bytes":"iQ=="}`},
		{"image/png", strings.Repeat("\x89", 4097), ""},
		{"text/plain", strings.Repeat("a", 4097), ""},
		{"text/plain", "", ""},
	} {
		request := &model.Request{Method: "POST", Headers: fields("content-type", test.contentType), Body: []byte(test.content)}
		tree, _ := jsontree.Parse([]byte(asked(replay.Expectation(&model.Exchange{Request: request, Response: &model.Response{}}))))
		body, given := tree.Get("body")
		if got := string(body.AppendCompact(nil)); given != (test.want != "") || given && got != test.want {
			t.Errorf("%s %.20q: %s, want %s", test.contentType, test.content, got, test.want)
		}
	}
}

// CP-255: values that look generated.
func TestParameterized(t *testing.T) {
	for value, generated := range map[string]bool{
		"6f9619ff-8b86-d011-b42d-00c04fc964ff": true, "1600000000000": true, "2026-01-02T03:04:05.5Z": true, "2026-01-02T03:04:05+01:00": true,
		"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.sig": true, "0123456789abcdef0123456789abcdef": true,
		"42": false, "16000000000000": false, "2026-01-02": false, "application/x-www-form-urlencoded": false, "a longer text of 32 characters, 1": false,
		"": false, "!x": false,
	} {
		request := &model.Request{Method: "POST", Path: "/" + value, Query: fields("q", value), Headers: fields("X-H", value, "content-type", "application/json")}
		request.Body = jsontree.ObjectOf(jsontree.Member{Name: "b", Value: jsontree.ArrayOf(jsontree.StringOf(value))}).AppendCompact(nil)
		text := asked(replay.Parameterized(replay.Expectation(&model.Exchange{Request: request, Response: &model.Response{}})))
		if got := strings.Count(text, ".+"); got != map[bool]int{true: 3}[generated] {
			t.Errorf("%q: %s", value, text)
		}
	}
}

func exchange(id, path string, request model.Request) *model.Expectation {
	request.ID, request.Method, request.Path = id, "GET", path
	return replay.Expectation(&model.Exchange{Request: &request, Response: &model.Response{Body: wire.TextBody(id)}})
}

// CP-255: what is alike, and what of it is asked for.
func TestConsolidate(t *testing.T) {
	const one, two = "6f9619ff-8b86-d011-b42d-00c04fc964ff", "7F9619FF-8B86-D011-B42D-00C04FC964FF"
	list := []*model.Expectation{
		exchange("a", "/x/1/y/"+one, model.Request{Headers: fields("X-A", "1", "X-B", "1", "Accept", "a")}),
		exchange("b", "/x/2/y/"+two, model.Request{Headers: fields("x-b", "1", "X-A", "2"), KeepAlive: true}),
		exchange("c", "/x/2/y/"+two, model.Request{Query: fields("q", "1")}),
		exchange("d", "/x/a/y/"+two, model.Request{Cookies: fields("sid", "1")}),
		exchange("e", "/only/7", model.Request{Body: []byte("e")}),
		exchange("f", "/only/8", model.Request{Body: []byte("f")}),
	}
	stream := exchange("g", "/x/1/y/"+one, model.Request{})
	stream.Actions[0].Kind = "httpSseResponse"
	var got []string
	for _, e := range replay.Consolidate(append(list, stream)) {
		got = append(got, e.ID+" "+strings.Replace(asked(e), `,"secure":false`, "", 1))
	}
	want := []string{
		`c {"method":"GET","path":"/x/2/y/` + two + `","queryStringParameters":{"q":["1"]}}`,
		`e {"method":"GET","path":"/only/7","body":"e"}`,
		`f {"method":"GET","path":"/only/8","body":"f"}`,
		`d {"method":"GET","path":"/x/a/y/` + two + `"}`,
		`g {"method":"GET","path":"/x/1/y/` + one + `"}`,
		`a {"method":"GET","path":"/x/{id}/y/{id1}","pathParameters":{"id1":[".*"],"id":[".*"]},"headers":{"X-B":["1"]}}`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// CP-255: what was forwarded by an expectation comes before it.
func TestPriority(t *testing.T) {
	for forwarded, want := range map[int]int{-1: 0, 0: 1, 1<<31 - 1: 1<<31 - 1} {
		e := replay.Expectation(&model.Exchange{
			Request: &model.Request{}, Response: &model.Response{}, Expectation: &model.Expectation{Priority: forwarded},
		})
		if e.Priority != want {
			t.Errorf("after %d: %d", forwarded, e.Priority)
		}
	}
}

// AP-282: a parameter is a whole segment.
func TestPathParameters(t *testing.T) {
	for path, want := range map[string]string{
		"/a/{id}/{x y}": `{"pathParameters":{"x y":[".*"],"id":["42"]}}`, "/{id}.json/a{id}/{}/{a{b}}": `{}`, "/": `{}`,
	} {
		matcher := &model.RequestMatcher{PathParameters: replay.PathParameters(path, map[string]string{"id": "42", "other": "1"})}
		if got := string(wire.RequestMatcherValue(matcher).AppendCompact(nil)); got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
}
