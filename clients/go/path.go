package mock

import (
	"context"
	"net/http"
	"strings"
)

// plainSlashes sends the slashes of a name in the path as they are: the server
// takes the path as it stands.
func plainSlashes(_ context.Context, request *http.Request) error {
	request.URL.RawPath = strings.ReplaceAll(request.URL.RawPath, "%2F", "/")
	return nil
}
