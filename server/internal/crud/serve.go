package crud

import (
	"bytes"
	"net/http"
	"net/url"
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// Answer is what a resource answers: a status, and compact JSON unless nil.
type Answer struct {
	Status int
	JSON   []byte
}

// Serve answers a request to a resource; false when it is to none, or not one
// that resources answer. The path is as received, without query.
func (r *Resources) Serve(method, path string, body []byte) (Answer, bool) {
	byPath := *r.byPath.Load()
	if len(byPath) == 0 {
		return Answer{}, false
	}
	path = strings.TrimSuffix(path, "/")
	if found := at(byPath, path); found != nil {
		return found.collection(method, body)
	}
	slash := strings.LastIndexByte(path, '/')
	if slash < 0 {
		return Answer{}, false
	}
	found := at(byPath, path[:slash])
	if found == nil {
		return Answer{}, false
	}
	return found.single(method, decoded(path[slash+1:]), body)
}

// at is the resource at a path, which may be percent-encoded.
func at(byPath map[string]*resource, path string) *resource {
	if found := byPath[path]; found != nil {
		return found
	}
	return byPath[decoded(path)]
}

// decoded takes the percent-encoding off (RFC 3986, section 2.1); with a bad
// escape the text is what it reads.
func decoded(text string) string {
	if plain, err := url.PathUnescape(text); err == nil {
		return plain
	}
	return text
}

// collection answers a request to the base path.
func (r *resource) collection(method string, body []byte) (Answer, bool) {
	switch method {
	case http.MethodGet:
		return Answer{http.StatusOK, r.list()}, true
	case http.MethodPost:
		return r.create(body), true
	}
	return Answer{}, false
}

// single answers a request to an item.
func (r *resource) single(method, id string, body []byte) (Answer, bool) {
	switch method {
	case http.MethodGet:
		return r.read(id), true
	case http.MethodPut:
		return r.change(id, body, r.replaced), true
	case http.MethodPatch:
		return r.change(id, body, r.merged), true
	case http.MethodDelete:
		return r.delete(id), true
	}
	return Answer{}, false
}

func (r *resource) list() []byte {
	r.mutex.Lock()
	all := make([][]byte, len(r.items))
	for i, it := range r.items {
		all[i] = it.json
	}
	r.mutex.Unlock()
	return append(append([]byte{'['}, bytes.Join(all, []byte{','})...), ']')
}

func (r *resource) create(body []byte) Answer {
	object, refused := parse(body)
	if refused != nil {
		return *refused
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	before := r.highest
	id := r.nextID()
	it := &item{id: id}
	if err := r.store(it, with(object, r.definition.IDField, id)); err != nil {
		r.highest = before
		return refusal(http.StatusInsufficientStorage, err.Error())
	}
	return Answer{http.StatusCreated, it.json}
}

func (r *resource) read(id string) Answer {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	it := r.byID[id]
	if it == nil {
		return notFound()
	}
	return Answer{http.StatusOK, it.json}
}

// change makes of an item what change makes of it and the object received.
func (r *resource) change(id string, body []byte, change func(*item, jsontree.Value) (jsontree.Value, error)) Answer {
	object, refused := parse(body)
	if refused != nil {
		return *refused
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	it := r.byID[id]
	if it == nil {
		return notFound()
	}
	changed, err := change(it, object)
	if err == nil {
		err = r.store(it, changed)
	}
	if err != nil {
		return refusal(http.StatusInsufficientStorage, err.Error())
	}
	return Answer{http.StatusOK, it.json}
}

// replaced is the object in the place of an item, whose id stays.
func (r *resource) replaced(it *item, object jsontree.Value) (jsontree.Value, error) {
	return with(object, r.definition.IDField, it.id), nil
}

// merged is an item with the members of the object, but for its id.
func (r *resource) merged(it *item, object jsontree.Value) (jsontree.Value, error) {
	merged, err := jsontree.Parse(it.json)
	if err != nil {
		return merged, err
	}
	for _, m := range object.Members {
		merged = with(merged, m.Name, m.Value)
	}
	return with(merged, r.definition.IDField, it.id), nil
}

func (r *resource) delete(id string) Answer {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	it := r.byID[id]
	if it == nil {
		return notFound()
	}
	r.remove(it)
	return Answer{Status: http.StatusNoContent}
}

// parse reads the object that a request sends.
func parse(body []byte) (jsontree.Value, *Answer) {
	if len(bytes.TrimSpace(body)) == 0 {
		refused := refusal(http.StatusBadRequest, "request body is required")
		return jsontree.Value{}, &refused
	}
	object, err := jsontree.ParseLenient(body)
	if err != nil || object.Kind != jsontree.Object {
		refused := refusal(http.StatusBadRequest, "invalid request body")
		return object, &refused
	}
	return object, nil
}

func notFound() Answer { return refusal(http.StatusNotFound, "not found") }

func refusal(status int, reason string) Answer {
	return Answer{status, jsontree.ObjectOf(jsontree.Member{Name: "error", Value: jsontree.StringOf(reason)}).AppendCompact(nil)}
}
