package target_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/mockserver/mockserver/server/internal/costtest"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/target"
)

// costPerByte bounds what a byte of a target costs.
const costPerByte = 500

// FuzzTarget: a target comes apart into what it was made of, and a query that
// is written out of its fields reads the same.
func FuzzTarget(f *testing.F) {
	f.Add("/a/b?c=d&e=%41+f&&=g&h")
	f.Add("http://host:80?x")
	f.Add("*")
	f.Add("/?%zz=%")
	f.Fuzz(func(t *testing.T, given string) {
		costtest.Bound(t, len(given), costPerByte, func() {
			path, query := target.Split(given)
			if strings.Contains(path, "?") {
				t.Errorf("%q has the path %q", given, path)
			}
			if strings.HasPrefix(given, "/") && !strings.HasPrefix(given, path) || !strings.HasSuffix(given, query) {
				t.Errorf("%q has the path %q and the query %q", given, path, query)
			}
			fields := target.Query(query)
			again := target.Query(written(fields))
			if len(again) != len(fields) {
				t.Fatalf("%q is written as %q", query, written(fields))
			}
			for i := range fields {
				if fields[i] != again[i] {
					t.Errorf("%q reads as %+v, and that as %+v", query, fields, again)
				}
			}
		})
	})
}

func written(fields []model.Field) string {
	var pairs []string
	for _, field := range fields {
		pairs = append(pairs, url.QueryEscape(field.Name)+"="+url.QueryEscape(field.Value))
	}
	return strings.Join(pairs, "&")
}

func TestEscape(t *testing.T) {
	for given, want := range map[string]string{"/a%20b/{id}/(x)?": "/a%20b/{id}/(x)?", "/a b\n": "/a%20b%0A", "/é\x7f": "/%C3%A9%7F"} {
		if got := target.Escape(given); got != want {
			t.Errorf("Escape(%q) = %q, want %q", given, got, want)
		}
	}
}
