package netio

import (
	"net/url"
	"strings"
	"testing"

	"github.com/mockserver/mockserver/server/internal/costtest"
	"github.com/mockserver/mockserver/server/internal/model"
)

// costPerByte bounds what a byte of a target or a Cookie header costs.
const costPerByte = 500

// FuzzTarget: a target comes apart into what it was made of, and a query that
// is written out of its fields reads the same.
func FuzzTarget(f *testing.F) {
	f.Add("/a/b?c=d&e=%41+f&&=g&h")
	f.Add("http://host:80?x")
	f.Add("*")
	f.Add("/?%zz=%")
	f.Fuzz(func(t *testing.T, target string) {
		costtest.Bound(t, len(target), costPerByte, func() {
			path, query := splitTarget(target)
			if strings.Contains(path, "?") {
				t.Errorf("%q has the path %q", target, path)
			}
			if strings.HasPrefix(target, "/") && !strings.HasPrefix(target, path) || !strings.HasSuffix(target, query) {
				t.Errorf("%q has the path %q and the query %q", target, path, query)
			}
			fields := decodeQuery(query)
			again := decodeQuery(written(fields))
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

// FuzzCookies: names are there, once each, without blanks around them; what
// they say reads the same when it is written out.
func FuzzCookies(f *testing.F) {
	f.Add("a=b; c=\"d\"; a=e;=x; f", "g=h")
	f.Add("a = b ;c==d", ";;")
	f.Fuzz(func(t *testing.T, first, second string) {
		headers := []model.Field{{Name: "Cookie", Value: first}, {Name: "cookie", Value: second}}
		costtest.Bound(t, len(first)+len(second), costPerByte, func() {
			seen := map[string]bool{}
			for _, cookie := range decodeCookies(headers) {
				if cookie.Name == "" || strings.TrimSpace(cookie.Name) != cookie.Name || seen[cookie.Name] {
					t.Errorf("%q and %q have a cookie called %q", first, second, cookie.Name)
				}
				seen[cookie.Name] = true
				again := decodeCookies([]model.Field{{Name: "Cookie", Value: cookie.Name + `="` + cookie.Value + `"`}})
				if len(again) != 1 || again[0] != cookie {
					t.Errorf("%+v reads as %+v", cookie, again)
				}
			}
		})
	})
}
