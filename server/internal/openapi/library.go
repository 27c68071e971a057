package openapi

import (
	"net/http"

	lru "github.com/hashicorp/golang-lru/v2"

	"github.com/mockserver/mockserver/server/internal/memo"
	"github.com/mockserver/mockserver/server/internal/model"
)

// maxKept is how many specifications a library keeps; the one that was not
// used for longest is loaded again when it is needed.
const maxKept = 64

// Library loads specifications and keeps them. It is safe for concurrent use.
type Library struct {
	client *http.Client
	kept   *lru.Cache[string, *specification]
}

// NewLibrary returns an empty library that gets documents with client.
func NewLibrary(client *http.Client) *Library {
	kept, _ := lru.New[string, *specification](maxKept) // fails for sizes below 1 only
	return &Library{client: client, kept: kept}
}

// Forget makes the library load every specification again.
func (l *Library) Forget() { l.kept.Purge() }

// load returns the specification that source is or names. The error is an
// *Error.
func (l *Library) load(source string) (*specification, error) {
	if kept, ok := l.kept.Get(source); ok {
		return kept, nil
	}
	s, err := l.read(source)
	if err == nil {
		l.kept.Add(source, s)
	}
	return s, err
}

// Expand returns the requests that the definition means, any of which will do:
// one for each operation, content type and way to authenticate. It is none for
// an operation that the specification does not have. In the slot, what is made
// of schemas is kept with the specification, which calls its definitions by
// the same names each time. The error is an *Error.
func (l *Library) Expand(d *model.OpenAPIDefinition) ([]*model.RequestMatcher, *memo.Slot, error) {
	s, err := l.load(d.Source)
	if err != nil {
		return nil, nil, err
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	var all []*model.RequestMatcher
	for _, o := range s.operations {
		if d.OperationID != "" && d.OperationID != o.id {
			continue
		}
		matchers, err := o.matchers(d.ContextPathPrefix)
		if err != nil {
			return nil, nil, err
		}
		all = append(all, matchers...)
	}
	return all, &s.compiled, nil
}
