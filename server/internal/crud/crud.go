// Package crud simulates REST resources: collections of JSON objects below a
// base path, which requests list, create, read, replace, merge and delete.
// Start at Resources.
package crud

import (
	"errors"
	"fmt"
	"maps"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/mockserver/mockserver/server/internal/jsontree"
)

const (
	// MaxResources bounds the resources of a server.
	MaxResources = 1000
	// MaxItems bounds the items of one resource.
	MaxItems = 100_000
	// MaxBytes bounds the items of a server, all resources together, counted
	// as the compact JSON they are kept as.
	MaxBytes = 64 << 20
)

// Definition says what a resource is to be.
type Definition struct {
	BasePath string // begins with "/"; one at its end does not count
	IDField  string // the member that holds an item's id; "" means "id"
	UUID     bool   // ids are UUIDs instead of numbers that count up
	Initial  []jsontree.Value
}

// Resources are the resources of one server. Safe for concurrent use.
type Resources struct {
	newID  func() string // a UUID
	byPath atomic.Pointer[map[string]*resource]
	room   room
	mutex  sync.Mutex // serialises Register and Reset
}

// New returns no resources yet.
func New(newID func() string) *Resources {
	r := &Resources{newID: newID}
	r.byPath.Store(&map[string]*resource{})
	return r
}

// Register adds a resource, or starts the one at its path afresh. It returns
// the definition with its defaults and the number of items; the error says
// what is wrong with the definition.
func (r *Resources) Register(d Definition) (Definition, int, error) {
	if d.IDField == "" {
		d.IDField = "id"
	}
	var err error
	if d.BasePath, err = basePath(d.BasePath); err != nil {
		return d, 0, err
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	old := *r.byPath.Load()
	replaced := old[d.BasePath]
	if replaced == nil && len(old) >= MaxResources {
		return d, 0, fmt.Errorf("at most %d resources are possible", MaxResources)
	}
	added := &resource{definition: d, newID: r.newID, room: &r.room, byID: map[string]*item{}}
	if err := added.fill(d.Initial); err != nil {
		added.close()
		return d, 0, err
	}
	next := maps.Clone(old)
	next[d.BasePath] = added
	r.byPath.Store(&next)
	if replaced != nil {
		replaced.close()
	}
	return d, len(added.items), nil
}

// Reset removes every resource.
func (r *Resources) Reset() {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	old := *r.byPath.Load()
	r.byPath.Store(&map[string]*resource{})
	for _, gone := range old {
		gone.close()
	}
}

// basePath is a base path without a slash at its end.
func basePath(path string) (string, error) {
	trimmed := strings.TrimRight(path, "/")
	switch {
	case !strings.HasPrefix(path, "/"):
		return "", errors.New("basePath must start with /")
	case trimmed == "":
		return "", errors.New("basePath must not be empty")
	case strings.Contains(path, ".."):
		return "", errors.New("basePath must not contain path traversal (..)")
	case trimmed == "/mockserver" || strings.HasPrefix(trimmed, "/mockserver/"):
		return "", errors.New("basePath must not overlap with the /mockserver control plane")
	}
	return trimmed, nil
}

// room counts the bytes that items take.
type room struct{ taken atomic.Int64 }

// take takes bytes, which may be fewer than none, unless too few are left.
func (r *room) take(bytes int) bool {
	if r.taken.Add(int64(bytes)) > MaxBytes && bytes > 0 {
		r.taken.Add(-int64(bytes))
		return false
	}
	return true
}
