// Package target takes request targets apart: what a request line names, or the
// URL that a client was given.
package target

import (
	"net/url"
	"strings"

	"github.com/mockserver/mockserver/server/internal/model"
)

// Split takes a request target apart: its path and its query, both as
// received. An absolute-form target is reduced to its path (RFC 9112, 3.2.2).
func Split(target string) (path, query string) {
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

// Query splits a query at "&" and decodes "+" and "%XX". A value with a
// broken escape stays as received.
func Query(raw string) []model.Field {
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
