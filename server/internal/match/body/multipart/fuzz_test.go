package multipart

import (
	"bytes"
	"mime/multipart"
	"testing"

	"github.com/mockserver/mockserver/server/internal/costtest"
	"github.com/mockserver/mockserver/server/internal/match/body"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
)

// costPerByte bounds what a byte of a body costs in memory: five bytes begin a
// part with a reader of its own.
const costPerByte = 2000

func FuzzRead(f *testing.F) {
	f.Add(`multipart/form-data; boundary=b`, []byte("--b\r\nContent-Disposition: form-data; name=\"a\"; filename=\"f\"\r\nContent-Type: a/b\r\n\r\nx\r\n--b--\r\n"))
	f.Add(`multipart/mixed; boundary="b c"`, []byte("--b c\n\n\n--b c\n\n--b c--"))
	f.Add(`multipart/form-data`, []byte("--\r\n\r\n--"))
	f.Fuzz(func(t *testing.T, contentType string, data []byte) {
		c := &body.Content{Bytes: data, Type: contentType, Budget: &pattern.Budget{}}
		costtest.Bound(t, len(contentType)+len(data), costPerByte, func() {
			p, err := read(c)
			if err == nil && (len(p.fields) > maxParts || len(p.filenames) > len(p.fields) || len(p.types) > len(p.fields)) {
				t.Errorf("%q has %d parts, %d file names and %d types", data, len(p.fields), len(p.filenames), len(p.types))
			}
		})
	})
}

// FuzzRoundTrip writes a body of two parts and reads it again.
func FuzzRoundTrip(f *testing.F) {
	f.Add([]byte("x"), []byte("\r\n--"))
	f.Fuzz(func(t *testing.T, value1, value2 []byte) {
		var written bytes.Buffer
		w := multipart.NewWriter(&written)
		for _, part := range []struct {
			name  string
			value []byte
		}{{"a", value1}, {"b", value2}} {
			field, err := w.CreateFormField(part.name)
			if err == nil {
				_, err = field.Write(part.value)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		p, err := read(&body.Content{Bytes: written.Bytes(), Type: w.FormDataContentType(), Budget: &pattern.Budget{}})
		if err != nil || len(p.fields) != 2 || p.fields[0].Value != string(value1) || p.fields[1].Value != string(value2) {
			t.Fatalf("%q reads as %+v, %v", written.Bytes(), p, err)
		}
	})
}
