package netio

import (
	"strings"
	"testing"

	"github.com/mockserver/mockserver/server/internal/costtest"
	"github.com/mockserver/mockserver/server/internal/model"
)

// costPerByte bounds what a byte of a Cookie header costs.
const costPerByte = 500

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
