package traffic

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/encoding/protojson"

	pb "github.com/mockserver/mockserver/conformance/internal/gen/mockserver/conformance/v1"
)

func expectation(t *testing.T, text string) *pb.Receive {
	t.Helper()
	receive := &pb.Receive{}
	if err := protojson.Unmarshal([]byte(text), receive); err != nil {
		t.Fatal(err)
	}
	return receive
}

func observed() *Response {
	return &Response{
		Status: 201, Reason: "Made", Body: []byte(`{"a":1}`), Elapsed: 50 * time.Millisecond, Chunks: []int{3, 4},
		Header: http.Header{"X-One": {"1"}, "X-Two": {"a", "b"}},
	}
}

func TestJudge(t *testing.T) {
	for _, tc := range []struct{ expected, difference string }{
		{`{}`, ""},
		{`{"status":201,"reason":"Made"}`, ""},
		{`{"status":200}`, "status: want 200, got 201"},
		{`{"reason":"Created"}`, `reason: want "Created", got "Made"`},
		{`{"headers":{"x-one":"1","x-two":["a","b"],"x-three":{"$absent":true}}}`, ""},
		{`{"headers":{"x-one":"2"}}`, `header.x-one: want "2", got "1"`},
		{`{"headers":{"x-none":"2"}}`, `header.x-none: want "2", got nothing`},
		{`{"headers":{"x-one":{"$absent":true}}}`, `header.x-one: want nothing, got "1"`},
		{`{"headerNames":["x-two","x-one","x-two"]}`, ""},
		{`{"headerNames":["x-one"]}`, "header names: want [x-one], got [x-one x-two x-two]"},
		{`{"body":{"text":"{\"a\":1}"}}`, ""},
		{`{"body":{"text":""}}`, `body: want "", got "{\"a\":1}"`},
		{`{"body":{"json":{"a":1}}}`, ""},
		{`{"body":{"json":{"a":2}}}`, "body.a: want 2, got 1"},
		{`{"body":{"base64":"eyJhIjoxfQ=="}}`, ""},
		{`{"body":{"base64":"AA=="}}`, "body: want AA==, got eyJhIjoxfQ=="},
		{`{"body":{"string":{"$prefix":"{"}}}`, ""},
		{`{"body":{"string":{"$prefix":"["}}}`, `body: want a string starting "[", got "{\"a\":1}"`},
		{`{"minMs":50,"maxMs":50}`, ""},
		{`{"minMs":51}`, "elapsed: want at least 51ms, got 50ms"},
		{`{"maxMs":49}`, "elapsed: want at most 49ms, got 50ms"},
		{`{"chunks":[3,4]}`, ""},
		{`{"chunks":[7]}`, "chunks: want [7], got [3 4]"},
		{`{"closes":true}`, "connection: want closed, got open"},
		{`{"certificateFor":"a.example"}`, "certificate: want a.example, got none"},
		{`{"nothing":true}`, "response: want a connection that ends without response, got a response"},
		{`{"status":200,"reason":"OK"}`, "status: want 200, got 201\nreason: want \"OK\", got \"Made\""},
	} {
		var lines []string
		for _, difference := range Judge(expectation(t, tc.expected), observed()) {
			lines = append(lines, difference.String())
		}
		if got := strings.Join(lines, "\n"); got != tc.difference {
			t.Errorf("%s: got %q, want %q", tc.expected, got, tc.difference)
		}
	}
}

func TestJudgeNothing(t *testing.T) {
	if got := Judge(expectation(t, `{"status":200}`), &Response{Nothing: true}); len(got) != 1 {
		t.Errorf("got %v", got)
	}
	if got := Judge(expectation(t, `{"nothing":true}`), &Response{Nothing: true}); len(got) != 0 {
		t.Errorf("got %v", got)
	}
	if got := Judge(nil, &Response{Nothing: true}); len(got) != 0 {
		t.Errorf("got %v", got)
	}
}

func TestJudgeBodyThatIsNoJSON(t *testing.T) {
	response := &Response{Body: []byte("plain")}
	got := Judge(expectation(t, `{"body":{"json":{}}}`), response)
	if len(got) != 1 || got[0].String() != `body: want JSON, got "plain"` {
		t.Errorf("got %v", got)
	}
}

func TestJudgeTallies(t *testing.T) {
	responses := []*Response{{Status: 200}, {Status: 404}, {Status: 404}}
	for _, tc := range []struct {
		want  map[uint32]uint32
		holds bool
	}{
		{nil, true},
		{map[uint32]uint32{200: 1, 404: 2}, true},
		{map[uint32]uint32{200: 1}, false},
		{map[uint32]uint32{200: 2, 404: 1}, false},
	} {
		if got := JudgeTallies(tc.want, responses); (len(got) == 0) != tc.holds {
			t.Errorf("%v: got %v", tc.want, got)
		}
	}
}

func TestJudgeCertificate(t *testing.T) {
	client := secure(t)
	response := send(t, client, &pb.Send{Over: "https1"})
	if got := Judge(expectation(t, `{"certificateFor":"example.com"}`), response); len(got) != 0 {
		t.Errorf("got %v", got)
	}
	if got := Judge(expectation(t, `{"certificateFor":"other.example"}`), response); len(got) != 1 {
		t.Errorf("got %v", got)
	}
}

func TestTraceIsReadable(t *testing.T) {
	long := strings.Repeat("a", maxTraceBytes+5)
	got := trace([]byte("GET /\r\n\r\n"), append([]byte{0xff}, long...))
	if !strings.HasPrefix(got, "> GET /\n> \n< \ufffd") || !strings.Contains(got, "… 6 more bytes") {
		t.Errorf("got %.40q", got)
	}
}
