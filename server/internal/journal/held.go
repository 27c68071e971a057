package journal

import (
	"unsafe"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// held is a value that several users may point to; its size counts once.
type held struct {
	value any
	users int
	bytes int64
}

// hold counts one more user of value, which may be nil.
func hold[T any](t *tape, value *T, size func(*T) int64) *held {
	if value == nil {
		return nil
	}
	h, ok := t.held[value]
	if !ok {
		h = &held{value: value, bytes: size(value)}
		t.held[value] = h
		t.bytes += h.bytes
	}
	h.users++
	return h
}

// drop counts one user less.
func (t *tape) drop(h *held) {
	if h == nil {
		return
	}
	if h.users--; h.users == 0 {
		delete(t.held, h.value)
		t.bytes -= h.bytes
	}
}

// answer is what nearly all records of an expectation have in common.
type answer struct {
	expectation *model.Expectation // may be nil
	response    *model.Response    // may be nil
}

// shared is an answer that several records point to. One lookup finds it:
// among many expectations, each is memory that was long not looked at.
type shared struct {
	answer
	id                            string // the expectation's; "" without one
	users                         int
	heldExpectation, heldResponse *held
}

// share counts one more record with answer a.
func (t *tape) share(a answer) *shared {
	s, ok := t.shared[a]
	if !ok {
		s = &shared{
			answer:          a,
			heldExpectation: hold(t, a.expectation, expectationBytes),
			heldResponse:    hold(t, a.response, responseBytes),
		}
		if a.expectation != nil {
			s.id = a.expectation.ID
		}
		t.shared[a] = s
	}
	s.users++
	return s
}

// unshare counts one record less.
func (t *tape) unshare(s *shared) {
	if s.users--; s.users == 0 {
		delete(t.shared, s.answer)
		t.drop(s.heldExpectation)
		t.drop(s.heldResponse)
	}
}

// The functions below tell about how much memory values take.

func expectationBytes(e *model.Expectation) int64 {
	n := int64(unsafe.Sizeof(*e)) + int64(len(e.ID)+len(e.Namespace))
	for i := range e.Actions {
		n += int64(unsafe.Sizeof(e.Actions[i])) + treeBytes(e.Actions[i].Config)
	}
	if e.Request != nil {
		n += int64(unsafe.Sizeof(*e.Request)) + bodyBytes(e.Request.Body)
	}
	return n
}

func responseBytes(r *model.Response) int64 {
	n := int64(unsafe.Sizeof(*r)) + int64(len(r.ReasonPhrase)) + bodyBytes(r.Body)
	for _, fields := range [...][]model.Field{r.Headers, r.Cookies} {
		for i := range fields {
			n += int64(unsafe.Sizeof(fields[i])) + int64(len(fields[i].Name)+len(fields[i].Value))
		}
	}
	return n
}

func bodyBytes(b *model.Body) int64 {
	if b == nil {
		return 0
	}
	return int64(unsafe.Sizeof(*b)) + int64(len(b.Text)+len(b.Bytes)) + treeBytes(b.Object)
}

func treeBytes(v jsontree.Value) int64 {
	n := int64(unsafe.Sizeof(v)) + int64(len(v.Text))
	for i := range v.Items {
		n += treeBytes(v.Items[i])
	}
	for i := range v.Members {
		n += int64(len(v.Members[i].Name)) + treeBytes(v.Members[i].Value)
	}
	return n
}

func mismatchBytes(m *model.Mismatch) int64 {
	if m == nil {
		return 0
	}
	return int64(unsafe.Sizeof(*m)) + int64(len(m.Because))
}
