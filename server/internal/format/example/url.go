package example

import (
	"net/url"
	"strings"

	"github.com/mockserver/mockserver/server/internal/model"
)

func scheme(secure bool) string {
	if secure {
		return "https"
	}
	return "http"
}

// baseAuthority is host and port of the server.
func baseAuthority(about *About) string {
	_, rest, _ := strings.Cut(about.BaseURL, "://")
	return rest
}

func rooted(path string) string {
	if strings.HasPrefix(path, "/") {
		return path
	}
	return "/" + path
}

// encodedPath escapes what cannot stand in a path. Names in braces stay, as do
// escapes.
func encodedPath(path string) string {
	var out strings.Builder
	for i := range len(path) {
		c := path[i]
		switch {
		case c == '%' && i+2 < len(path) && isHex(path[i+1]) && isHex(path[i+2]), c == '{', c == '}':
			out.WriteByte(c)
		case c <= ' ' || c >= 0x7f || strings.IndexByte("\"#%<>?[\\]^`|", c) >= 0:
			const digits = "0123456789ABCDEF"
			out.WriteString("%" + string(digits[c>>4]) + string(digits[c&15]))
		default:
			out.WriteByte(c)
		}
	}
	return out.String()
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// encodedQuery writes parameters in order.
func encodedQuery(parameters []model.Field) string {
	pairs := make([]string, len(parameters))
	for i, parameter := range parameters {
		pairs[i] = url.QueryEscape(parameter.Name) + "=" + url.QueryEscape(parameter.Value)
	}
	return strings.Join(pairs, "&")
}
