package crud

import (
	"errors"
	"slices"
	"strconv"
	"sync"

	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// errFull is an item for which there is no room.
var errFull = errors.New("the store is full")

// resource is one collection of items.
type resource struct {
	definition Definition
	newID      func() string
	room       *room

	mutex   sync.Mutex
	items   []*item // in order of creation
	byID    map[string]*item
	highest int64 // number that was an id
	bytes   int   // of all items
	closed  bool  // the resource is no longer reached by new requests
}

// item is one JSON object. Its bytes are not changed once it is stored.
type item struct {
	id   jsontree.Value
	json []byte // compact
}

// fill stores the items a resource begins with. Those without id get one; of
// two with one id the later counts.
func (r *resource) fill(initial []jsontree.Value) error {
	for _, object := range initial {
		if id, ok := r.idOf(object); ok {
			r.note(id)
		}
	}
	for _, object := range initial {
		id, ok := r.idOf(object)
		if !ok {
			id = r.nextID()
			object = with(object, r.definition.IDField, id)
		}
		known := r.byID[id.Text]
		if known == nil {
			known = &item{id: id}
		}
		if err := r.store(known, object); err != nil {
			return err
		}
	}
	return nil
}

// close gives back the room that the items take. What a request that is still
// at it stores takes none.
func (r *resource) close() {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.closed = true
	r.room.take(-r.bytes)
}

// idOf is the id that an object brings.
func (r *resource) idOf(object jsontree.Value) (jsontree.Value, bool) {
	id, ok := object.Get(r.definition.IDField)
	return id, ok && (id.Kind == jsontree.Number || id.Kind == jsontree.String && id.Text != "")
}

// note keeps account of the highest number that is an id.
func (r *resource) note(id jsontree.Value) {
	if n, err := strconv.ParseInt(id.Text, 10, 64); err == nil {
		r.highest = max(r.highest, n)
	}
}

// nextID is the id of a new item.
func (r *resource) nextID() jsontree.Value {
	if r.definition.UUID {
		return jsontree.StringOf(r.newID())
	}
	r.highest++
	return jsontree.IntOf(r.highest)
}

// store keeps object as what an item is now. The item is added when it is new.
func (r *resource) store(it *item, object jsontree.Value) error {
	json := object.AppendCompact(nil)
	known := r.byID[it.id.Text] == it
	if !known && len(r.items) >= MaxItems || !r.take(len(json)-len(it.json)) {
		return errFull
	}
	it.json = json
	if !known {
		r.items = append(r.items, it)
		r.byID[it.id.Text] = it
	}
	return nil
}

func (r *resource) remove(it *item) {
	r.take(-len(it.json))
	delete(r.byID, it.id.Text)
	at := slices.Index(r.items, it)
	r.items = slices.Delete(r.items, at, at+1)
}

// take takes room for bytes more.
func (r *resource) take(bytes int) bool {
	if !r.closed && !r.room.take(bytes) {
		return false
	}
	r.bytes += bytes
	return true
}

// with is object with a member set: in its place when there is one, else at
// the end.
func with(object jsontree.Value, name string, value jsontree.Value) jsontree.Value {
	members := slices.Clone(object.Members)
	at := slices.IndexFunc(members, func(m jsontree.Member) bool { return m.Name == name })
	if at < 0 {
		return jsontree.ObjectOf(append(members, jsontree.Member{Name: name, Value: value})...)
	}
	members[at].Value = value
	return jsontree.ObjectOf(members...)
}
