package har_test

import (
	"bytes"
	"encoding/json"
	"net/netip"
	"testing"
	"time"

	"github.com/mockserver/mockserver/server/internal/format/example"
	"github.com/mockserver/mockserver/server/internal/format/har"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

var about = example.About{Version: "1.2.3", BaseURL: "http://localhost:1080", Now: time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC)}

type message struct {
	Status                        int
	StatusText, Method, URL       string
	HTTPVersion, RedirectURL      string
	BodySize                      int
	Headers, Cookies, QueryString []struct{ Name, Value, Path string }
	Content, PostData             struct {
		MimeType, Text, Encoding string
		Size                     int
	}
}

type archive struct {
	Log struct {
		Version string
		Creator struct{ Name, Version string }
		Entries []struct {
			StartedDateTime   time.Time
			Time              int
			ServerIPAddress   string
			Request, Response message
			Timings           map[string]int
		}
	}
}

func write(t *testing.T, exchanges ...*model.Exchange) archive {
	t.Helper()
	var examples []example.Exchange
	for _, exchange := range exchanges {
		examples = append(examples, example.Recorded(exchange, &about))
	}
	return read(t, examples)
}

func read(t *testing.T, examples []example.Exchange) archive {
	t.Helper()
	var out bytes.Buffer
	err := har.Write(&out, example.Each(examples), about)
	if err != nil {
		t.Fatal(err)
	}
	var a archive
	if err := json.Unmarshal(out.Bytes(), &a); err != nil {
		t.Fatalf("%v in %s", err, out.Bytes())
	}
	return a
}

// CP-086: a HAR document has what version 1.2 asks for.
func TestWrite(t *testing.T) {
	received := time.Date(2030, 1, 2, 3, 4, 5, 678_000_000, time.FixedZone("", 3600))
	a := write(t, &model.Exchange{
		Request: &model.Request{
			ReceivedAt: received, Method: "POST", Path: "/a%20b", RawQuery: "c=d%26", Query: []model.Field{{Name: "c", Value: "d&"}},
			Headers: []model.Field{{Name: "Host", Value: "x"}, {Name: "content-type", Value: "text/plain"}},
			Cookies: []model.Field{{Name: "e", Value: "f"}}, Body: []byte("hi"), Protocol: model.HTTP2, Secure: true,
			Local: netip.MustParseAddrPort("127.0.0.1:1080"),
		},
		Response: &model.Response{
			StatusCode: 302, Headers: []model.Field{{Name: "Location", Value: "/home"}, {Name: "Set-Cookie", Value: "g=h; Path=/; Secure; Expires=Wed, 21 Oct 2015 07:28:00 GMT"}},
			Body: &model.Body{Type: "BINARY", Bytes: []byte{0, 255}},
		},
		CompletedAt: received.Add(1500 * time.Millisecond),
	})
	if a.Log.Version != "1.2" || a.Log.Creator.Name != "MockServer" || a.Log.Creator.Version != "1.2.3" || len(a.Log.Entries) != 1 {
		t.Fatalf("%+v", a)
	}
	entry := a.Log.Entries[0]
	if !entry.StartedDateTime.Equal(received) || entry.Time != 1500 || entry.Timings["wait"] != 1500 || entry.ServerIPAddress != "127.0.0.1" {
		t.Errorf("%+v", entry)
	}
	r := entry.Request
	if r.Method != "POST" || r.URL != "https://x/a%20b?c=d%26" || r.HTTPVersion != "HTTP/2" || len(r.Headers) != 2 ||
		r.Cookies[0].Value != "f" || r.QueryString[0].Value != "d&" || r.PostData.Text != "hi" || r.PostData.MimeType != "text/plain" || r.BodySize != 2 {
		t.Errorf("%+v", r)
	}
	p := entry.Response
	if p.Status != 302 || p.StatusText != "Found" || p.RedirectURL != "/home" || p.Cookies[0].Name != "g" || p.Cookies[0].Path != "/" ||
		p.Content.Text != "AP8=" || p.Content.Encoding != "base64" || p.Content.Size != 2 || p.BodySize != 2 {
		t.Errorf("%+v", p)
	}
}

// CP-252: a response that says no status has 200, and dates are ISO 8601.
func TestDefaults(t *testing.T) {
	a := write(t,
		&model.Exchange{Request: &model.Request{Method: "GET", Path: "/"}, Response: &model.Response{}},
		&model.Exchange{Request: &model.Request{Method: "GET", Path: "/"}})
	for _, entry := range a.Log.Entries {
		if entry.Response.Status != 200 || entry.Response.StatusText != "OK" || entry.Request.URL != "http://localhost:1080/" {
			t.Errorf("%+v", entry)
		}
	}
}

func TestExpectations(t *testing.T) {
	tree, err := jsontree.Parse([]byte(`{"statusCode":201,"body":{"type":"JSON","json":{"a":1}}}`))
	if err != nil {
		t.Fatal(err)
	}
	expectation := &model.Expectation{
		Request: &model.RequestMatcher{
			Method: &model.StringMatcher{Value: "GET", Not: true},
			Path:   &model.StringMatcher{Value: `/a"/{id}`},
			Query: &model.MultiMatcher{Entries: []model.MultiEntry{
				{Name: model.StringMatcher{Value: "q"}, Values: []model.StringMatcher{{Value: "a b"}, {Value: "no", Not: true}}},
				{Name: model.StringMatcher{Value: "may", Optional: true}, Values: []model.StringMatcher{{Value: "x"}}},
			}},
		},
		Actions: []model.Action{{Kind: "httpResponse", Config: tree}},
	}
	entry := read(t, []example.Exchange{example.Expected(expectation, &about)}).Log.Entries[0]
	if entry.Request.Method != "GET" || entry.Request.URL != "http://localhost:1080/a%22/{id}?q=a+b" || len(entry.Request.QueryString) != 1 {
		t.Errorf("%+v", entry.Request)
	}
	if entry.Response.Status != 201 || entry.Response.Content.MimeType != "application/json; charset=utf-8" || !entry.StartedDateTime.Equal(about.Now) {
		t.Errorf("%+v", entry.Response)
	}
}
