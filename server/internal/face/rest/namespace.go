package rest

import (
	"context"
	"net/http"
)

// namespaceKey holds the namespace that a header of the call names.
type namespaceKey struct{}

// withNamespace keeps the namespace of the header for the handlers.
func (f *Face) withNamespace(r *http.Request) *http.Request {
	namespace := r.Header.Get(f.settings.Get().MatchNamespaceHeader)
	if namespace == "" {
		return r
	}
	return r.WithContext(context.WithValue(r.Context(), namespaceKey{}, namespace))
}

// namespaceOf is the namespace of a call: that of its parameter, or else of
// its header.
func namespaceOf(ctx context.Context, parameter *string) string {
	if named := text(parameter); named != "" {
		return named
	}
	named, _ := ctx.Value(namespaceKey{}).(string)
	return named
}
