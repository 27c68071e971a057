package cors_test

import (
	"strings"
	"testing"

	"github.com/mockserver/mockserver/server/internal/config"
	"github.com/mockserver/mockserver/server/internal/cors"
)

const prefix = "access-control-"

func headers(settings config.CORS, asked cors.Asked) map[string]string {
	found := map[string]string{}
	for _, field := range cors.Headers(&settings, asked) {
		found[strings.TrimPrefix(field.Name, prefix)] = field.Value
	}
	return found
}

func TestDefaults(t *testing.T) {
	got := headers(config.CORS{}, cors.Asked{})
	list := "Allow, Content-Encoding, Content-Length, Content-Type, ETag, Expires, Last-Modified, Location, Server, Vary, Authorization"
	for name, want := range map[string]string{
		"allow-origin":      "*",
		"allow-credentials": "false",
		"allow-methods":     "CONNECT, DELETE, GET, HEAD, OPTIONS, POST, PUT, PATCH, TRACE",
		"allow-headers":     list,
		"expose-headers":    list,
		"max-age":           "0",
	} {
		if got[name] != want {
			t.Errorf("%s: %q", name, got[name])
		}
	}
	if len(got) != 6 {
		t.Errorf("%v", got)
	}
}

func TestOrigins(t *testing.T) {
	for name, test := range map[string]struct {
		settings            config.CORS
		origin              string
		allowed, credential string
	}{
		"reflected":                         {config.CORS{}, "http://x", "http://x", "false"},
		"null":                              {config.CORS{AllowCredentials: true}, "null", "null", ""},
		"configured":                        {config.CORS{AllowOrigin: "http://y"}, "http://x", "http://y", "false"},
		"configured, none sent":             {config.CORS{AllowOrigin: "http://y"}, "", "http://y", "false"},
		"with credentials it is reflected":  {config.CORS{AllowOrigin: "http://y", AllowCredentials: true}, "http://x", "http://x", "true"},
		"any and credentials exclude other": {config.CORS{AllowCredentials: true}, "", "*", ""},
	} {
		got := headers(test.settings, cors.Asked{Origin: test.origin})
		if got["allow-origin"] != test.allowed || got["allow-credentials"] != test.credential {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestHeaderLists(t *testing.T) {
	for name, test := range map[string]struct{ configured, requested, want string }{
		"requested":  {"", "X-A", "X-A"},
		"configured": {"X-B", "", "X-B"},
		"both":       {"X-B", "X-A", "X-B, X-A"},
	} {
		got := headers(config.CORS{AllowHeaders: test.configured}, cors.Asked{RequestHeaders: test.requested})
		if got["allow-headers"] != test.want || got["expose-headers"] != test.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestConfiguredMethodsAndAge(t *testing.T) {
	got := headers(config.CORS{AllowMethods: "GET", MaxAgeInSeconds: 60}, cors.Asked{})
	if got["allow-methods"] != "GET" || got["max-age"] != "60" {
		t.Errorf("%v", got)
	}
}

func TestIsPreflight(t *testing.T) {
	for name, test := range map[string]struct {
		method, origin, asks string
		want                 bool
	}{
		"it is":      {"OPTIONS", "http://x", "PUT", true},
		"no origin":  {"OPTIONS", "", "PUT", false},
		"asks none":  {"OPTIONS", "http://x", "", false},
		"no OPTIONS": {"GET", "http://x", "PUT", false},
	} {
		if got := cors.IsPreflight(test.method, test.origin, test.asks); got != test.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
