package netio

import (
	"strings"

	"github.com/mockserver/mockserver/server/internal/model"
)

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
