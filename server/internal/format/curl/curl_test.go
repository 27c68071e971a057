package curl_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"reflect"
	"strings"
	"testing"

	"github.com/mockserver/mockserver/server/internal/format/curl"
	"github.com/mockserver/mockserver/server/internal/format/example"
	"github.com/mockserver/mockserver/server/internal/model"
)

func fields(pairs ...string) []model.Field {
	var fields []model.Field
	for i := 0; i < len(pairs); i += 2 {
		fields = append(fields, model.Field{Name: pairs[i], Value: pairs[i+1]})
	}
	return fields
}

func command(t *testing.T, requests ...*model.Request) string {
	t.Helper()
	var about example.About
	var exchanges []example.Exchange
	for _, r := range requests {
		exchanges = append(exchanges, example.Recorded(&model.Exchange{Request: r}, &about))
	}
	var out bytes.Buffer
	err := curl.Write(&out, example.Each(exchanges), about)
	if err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestWrite(t *testing.T) {
	get := &model.Request{Method: "GET", Path: "/a", RawQuery: "b=%20", Headers: fields("Host", "x:1", "User-Agent", "me", "Accept", "*/*")}
	post := &model.Request{Method: "POST", Path: "/it's", Secure: true, Headers: fields("Host", "x", "Content-Length", "2", "X-Empty", ""), Body: []byte("a'")}
	want := `curl -v 'http://x:1/a?b=%20' -H 'Host: x:1' -H 'User-Agent: me' -H 'Accept: */*'` + "\n\n" +
		`curl -v 'https://x/it'\''s' -X POST -H 'Host: x' -H 'X-Empty;' -H 'User-Agent:' -H 'Accept:' -H 'Content-Type:' --data 'a'\'''`
	if got := command(t, get, post); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	if got := command(t); got != "" {
		t.Errorf("nothing is %q", got)
	}
}

// CP-086: what CURL shows repeats the request when a shell runs it.
func TestCommandsRepeatTheRequest(t *testing.T) {
	if _, err := exec.LookPath("curl"); err != nil {
		t.Skip("curl is not installed")
	}
	var got *http.Request
	var content string
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		got, content = r, string(body)
	}))
	defer server.Close()
	host := strings.TrimPrefix(server.URL, "http://")
	every := make([]byte, 256)
	for i := range every {
		every[i] = byte(i)
	}
	for name, r := range map[string]*model.Request{
		"no headers":      {Method: "GET", Path: "/"},
		"quotes":          {Method: "PUT", Path: "/it's/$HOME/`id`", RawQuery: "q='\"&r=%27", Headers: fields("X-A", `'"\$HOME`), Body: []byte("'\"$HOME`id`\\n\n")},
		"braces":          {Method: "GET", Path: "/{a,b}/[1-3]", RawQuery: "c={d}"},
		"dots":            {Method: "GET", Path: "/a/../b/./c"},
		"a file's name":   {Method: "POST", Path: "/", Headers: fields("Content-Type", "text/plain"), Body: []byte("@/etc/passwd")},
		"bytes":           {Method: "POST", Path: "/", Headers: fields("Content-Type", "application/octet-stream"), Body: every},
		"dashes, percent": {Method: "POST", Path: "/", Body: []byte("--%s%%\x00-")},
		"encoded":         {Method: "POST", Path: "/", Headers: fields("Content-Encoding", "gzip"), Body: []byte("x"), EncodedBody: []byte("\x1f\x8b\x00")},
		"large":           {Method: "POST", Path: "/", Body: []byte(strings.Repeat("0123456789", 20_000))},
		"very large":      {Method: "POST", Path: "/", Body: []byte(strings.Repeat("0123456789", 200_000))},
		"empty body":      {Method: "POST", Path: "/", Headers: fields("Content-Length", "0")},
		"GET with body":   {Method: "GET", Path: "/", Body: []byte("x")},
		"HEAD":            {Method: "HEAD", Path: "/", Headers: fields("X-A", "1", "X-A", "2")},
		"a strange verb":  {Method: "M-SEARCH", Path: "/"},
		"utf-8":           {Method: "POST", Path: "/", Headers: fields("X-A", "é"), Body: []byte("日本")},
		"empty header":    {Method: "GET", Path: "/", Headers: fields("X-Empty", "")},
		"cookies":         {Method: "GET", Path: "/", Headers: fields("Cookie", "a=b; c=d")},
	} {
		r.Headers = append(fields("Host", host), r.Headers...)
		shell := exec.CommandContext(t.Context(), "sh")
		shell.Stdin = strings.NewReader(command(t, r) + " -s\n")
		if out, err := shell.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", name, err, out)
			continue
		}
		target := r.Path
		if r.RawQuery != "" {
			target += "?" + r.RawQuery
		}
		body := r.Body
		if r.EncodedBody != nil {
			body = r.EncodedBody
		}
		if got.Method != r.Method || got.RequestURI != target || content != string(body) {
			t.Errorf("%s: %s %s with %d bytes, want %s %s with %d", name, got.Method, got.RequestURI, len(content), r.Method, target, len(body))
		}
		want := http.Header{}
		for _, h := range r.Headers[1:] {
			if h.Name != "Content-Length" {
				want.Add(h.Name, h.Value)
			}
		}
		got.Header.Del("Content-Length")
		if !reflect.DeepEqual(got.Header, want) {
			t.Errorf("%s: headers %v, want %v", name, got.Header, want)
		}
	}
}
