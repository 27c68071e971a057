package format_test

import (
	"bytes"
	"encoding/json"
	goformat "go/format"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/mockserver/mockserver/server/internal/costtest"
	"github.com/mockserver/mockserver/server/internal/format"
	"github.com/mockserver/mockserver/server/internal/format/example"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// costPerByte bounds what a byte of a request or an expectation costs in memory
// over all formats.
const costPerByte = 100_000

// FuzzDocuments: whatever was received, every format can show it, and those
// that are JSON as JSON in UTF-8.
func FuzzDocuments(f *testing.F) {
	f.Add("GET", "/a b/{c}", "x=%zz&y", "application/json", []byte(`{"a":`))
	f.Add("BR'EW", "//", "a=1&a=2", "text/xml; charset=utf-16", []byte("<a\xff\x00"))
	f.Add("POST", "", "", "multipart/form-data; boundary=b", []byte("--b\r\n\r\n'\"`$(x)\r\n--b--"))
	f.Fuzz(func(t *testing.T, method, path, query, contentType string, body []byte) {
		headers := []model.Field{{Name: "Content-Type", Value: contentType}, {Name: "X-" + method, Value: query}}
		recorded := &model.Exchange{Request: &model.Request{
			ID: "1", Method: method, Path: path, RawQuery: query, Query: []model.Field{{Name: query, Value: path}},
			Headers: headers, Cookies: headers[1:], Body: body, Protocol: model.HTTP1, ReceivedAt: time.Unix(5, 0),
		}, CompletedAt: time.Unix(6, 0)}
		about := example.About{}
		costtest.Bound(t, len(method)+len(path)+len(query)+len(contentType)+len(body), costPerByte, func() {
			for _, document := range format.Documents() {
				var out bytes.Buffer
				err := document.Write(&out, example.Each([]example.Exchange{example.Recorded(recorded, &about)}), about)
				got := out.Bytes()
				switch {
				case err != nil:
					t.Errorf("%s: %v", document.Name, err)
				case document.Name == "HAR" || document.Name == "POSTMAN" || document.Name == "OPENAPI":
					if !json.Valid(got) || !utf8.Valid(got) {
						t.Errorf("%s is no JSON in UTF-8: %q", document.Name, got)
					}
				}
			}
		})
	})
}

// FuzzCodes: whatever is expected, every format writes code, and Go's is Go.
func FuzzCodes(f *testing.F) {
	for _, seed := range []string{
		"{\"httpRequest\":{\"path\":\"/`\\\"'$#{x}\\n\"},\"httpResponse\":{\"body\":\"*/ \\u2028\"}}",
		`{"id":"?>","httpRequest":{"headers":{"a":["!b"]},"body":{"type":"JSON","json":{"a":[1,null]}}},"times":{"remainingTimes":2}}`,
	} {
		f.Add([]byte(seed))
	}
	codec := wire.NewCodec(wire.Options{Actions: []string{"httpResponse", "httpResponses"}})
	f.Fuzz(func(t *testing.T, document []byte) {
		list, err := codec.ParseExpectations(document)
		if err != nil {
			return
		}
		costtest.Bound(t, len(document), costPerByte, func() {
			for _, code := range format.Codes() {
				got := code.Write(list, "http://localhost:1080")
				if !utf8.Valid(got) {
					t.Errorf("%s is no UTF-8: %q", code.Name, got)
				}
				if code.Name == "GO" {
					if _, err := goformat.Source(got); err != nil {
						t.Errorf("%q makes no Go: %v\n%s", document, err, got)
					}
				}
			}
		})
	})
}
