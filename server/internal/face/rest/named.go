package rest

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/mockserver/mockserver/server/internal/control"
)

// namedRoute is a method with paths that hold a name: whatever stands between
// before and after, slashes included.
type namedRoute struct {
	method, before, after string
	bare                  bool   // before lacks the control plane's prefix
	inner                 string // before, with the prefix
	next                  http.Handler
}

// addNamed takes a route of the contract with one parameter in its path, also
// without the prefix. Routes with more behind the name are asked first.
func (f *Face) addNamed(next http.Handler, method, path string) {
	before, rest, _ := strings.Cut(path, "{")
	_, after, _ := strings.Cut(rest, "}")
	route := namedRoute{method: method, before: before, after: after, inner: before, next: next}
	bare := route
	bare.before, bare.bare = strings.TrimPrefix(before, prefix), true
	f.named = append(f.named, route, bare)
	slices.SortStableFunc(f.named, func(a, b namedRoute) int { return len(b.after) - len(a.after) })
}

// name is what a path holds between before and after.
func (n namedRoute) name(method, path string) (name string, found bool) {
	if method != n.method || len(path) < len(n.before)+len(n.after) || !strings.HasPrefix(path, n.before) || !strings.HasSuffix(path, n.after) {
		return "", false
	}
	return decodedName(path[len(n.before) : len(path)-len(n.after)]), true
}

// decodedName takes the percent-encoding off a name (RFC 3986, section 2.1); a
// name with a bad escape is what it reads.
func decodedName(text string) string {
	if name, err := url.PathUnescape(text); err == nil {
		return name
	}
	return text
}

func (f *Face) isNamed(method, path string) bool {
	return slices.ContainsFunc(f.named, func(n namedRoute) bool {
		_, found := n.name(method, path)
		return found
	})
}

// serveNamed answers what a named route takes, and returns whether one does.
func (f *Face) serveNamed(w http.ResponseWriter, r *http.Request) bool {
	path := rawPath(r)
	for _, n := range f.named {
		name, found := n.name(r.Method, path)
		if !found {
			continue
		}
		bare := ""
		if n.bare {
			bare = path
		}
		f.dressed(f.toName(n, name), bare).ServeHTTP(w, r)
		return true
	}
	return false
}

// toName serves a request to the name in its path, encoded so that the router
// takes it for one segment. Without a name there is what the path
// before it reads, or nothing to change.
func (f *Face) toName(n namedRoute, name string) http.Handler {
	switch {
	case name != "":
		return at(encoded(n.next, n.inner+url.PathEscape(name)+n.after), n.inner+name+n.after)
	case n.method == http.MethodGet:
		return at(n.next, strings.TrimSuffix(n.inner, "/"))
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f.errors.write(w, r, &control.Refusal{Reason: "scenario name is required in the path"})
	})
}

// encoded serves a request whose path is encoded so.
func encoded(next http.Handler, path string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.URL.RawPath = path // of at's own copy
		next.ServeHTTP(w, r)
	})
}

// rawPath is the path as it was received: a path that came over HTTP/2 has been
// decoded.
func rawPath(r *http.Request) string {
	if r.ProtoMajor == 1 {
		return r.URL.Path
	}
	return r.URL.EscapedPath()
}
