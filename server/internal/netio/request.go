package netio

import (
	"net/url"
	"strings"

	"github.com/mockserver/mockserver/server/internal/model"
)

// splitTarget takes a request target apart: its path and its query, both as
// received. An absolute-form target is reduced to its path (RFC 9112, 3.2.2).
func splitTarget(target string) (path, query string) {
	if !strings.HasPrefix(target, "/") {
		if _, rest, absolute := strings.Cut(target, "://"); absolute {
			target = afterAuthority(rest)
		}
	}
	path, query, _ = strings.Cut(target, "?")
	return path, query
}

func afterAuthority(rest string) string {
	end := strings.IndexAny(rest, "/?")
	switch {
	case end < 0:
		return "/"
	case rest[end] == '?':
		return "/" + rest[end:]
	default:
		return rest[end:]
	}
}

// decodeQuery splits a query at "&" and decodes "+" and "%XX". A value with a
// broken escape stays as received.
func decodeQuery(raw string) []model.Field {
	if raw == "" {
		return nil
	}
	fields := make([]model.Field, 0, strings.Count(raw, "&")+1)
	for pair := range strings.SplitSeq(raw, "&") {
		if pair == "" {
			continue
		}
		name, value, _ := strings.Cut(pair, "=")
		fields = append(fields, model.Field{Name: unescape(name), Value: unescape(value)})
	}
	return fields
}

func unescape(text string) string {
	if decoded, err := url.QueryUnescape(text); err == nil {
		return decoded
	}
	return text
}

// decodeCookies reads the Cookie headers (RFC 6265, 4.2). Of a repeated name
// the first value counts; double quotes around a value are dropped.
func decodeCookies(headers []model.Field) []model.Field {
	var cookies []model.Field
	for _, header := range headers {
		if len(header.Name) != len("Cookie") || !strings.EqualFold(header.Name, "Cookie") {
			continue
		}
		for pair := range strings.SplitSeq(header.Value, ";") {
			name, value, found := strings.Cut(strings.TrimSpace(pair), "=")
			if name = strings.TrimSpace(name); !found || name == "" || has(cookies, name) {
				continue
			}
			cookies = append(cookies, model.Field{Name: name, Value: unquoted(strings.TrimSpace(value))})
		}
	}
	return cookies
}

func has(fields []model.Field, name string) bool {
	for _, field := range fields {
		if field.Name == name {
			return true
		}
	}
	return false
}

func unquoted(value string) string {
	if len(value) >= 2 && value[0] == '"' && value[len(value)-1] == '"' {
		return value[1 : len(value)-1]
	}
	return value
}
