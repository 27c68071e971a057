package json

import (
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
)

// want is one value of the expected document.
type want struct {
	source  jsontree.Value
	members []wantMember
	items   []*want
	number  number       // when a number
	holder  *placeholder // when a string with a placeholder
}

type wantMember struct {
	name  string
	value *want
}

// compile turns an expected document into wants.
func (r *rules) compile(v jsontree.Value) (*want, error) {
	w := &want{source: v}
	switch v.Kind {
	case jsontree.Object:
		return w, r.compileMembers(w)
	case jsontree.Array:
		for _, item := range v.Items {
			compiled, err := r.compile(item)
			if err != nil {
				return nil, err
			}
			w.items = append(w.items, compiled)
		}
	case jsontree.Number:
		w.number = parseNumber(v.Text)
	case jsontree.String:
		holder, err := parsePlaceholder(v.Text, r.pattern)
		if err != nil {
			return nil, err
		}
		w.holder = holder
	}
	return w, nil
}

func (r *rules) compileMembers(w *want) error {
	for _, m := range w.source.Members {
		compiled, err := r.compile(m.Value)
		if err != nil {
			return err
		}
		w.members = append(w.members, wantMember{m.Name, compiled})
	}
	return nil
}

// match reports whether actual is what w wants.
func (r *rules) match(w *want, actual *jsontree.Value, b *pattern.Budget) bool {
	switch {
	case w.holder != nil:
		return w.holder.match(actual, b)
	case w.source.Kind != actual.Kind:
		return false
	}
	switch w.source.Kind {
	case jsontree.Object:
		return r.matchObject(w, actual, b)
	case jsontree.Array:
		return r.matchArray(w, actual, b)
	case jsontree.Number:
		return r.matchNumber(w, actual)
	}
	return w.source.Text == actual.Text
}

func (r *rules) matchNumber(w *want, actual *jsontree.Value) bool {
	return w.source.Text == actual.Text || w.number.equal(parseNumber(actual.Text), r.sameNumbers)
}

func (r *rules) matchObject(w *want, actual *jsontree.Value, b *pattern.Budget) bool {
	find := finder(actual, len(w.members))
	found := 0
	for i := range w.members {
		m := &w.members[i]
		v := find(m.name)
		switch {
		case v == nil && m.value.mayBeMissing():
			continue
		case v == nil || !r.match(m.value, v, b):
			return false
		}
		found++
	}
	return !r.strict || found == len(actual.Members)
}

// mayBeMissing reports whether a member with this value need not exist.
func (w *want) mayBeMissing() bool { return w.holder != nil && w.holder.kind == ignoreElement }

// maxScan is how many names are compared one by one before an object is
// worth an index.
const maxScan = 4096

// finder returns a function that looks up members of v, asked count times.
func finder(v *jsontree.Value, count int) func(string) *jsontree.Value {
	if len(v.Members)*count <= maxScan {
		return func(name string) *jsontree.Value {
			for i := range v.Members {
				if v.Members[i].Name == name {
					return &v.Members[i].Value
				}
			}
			return nil
		}
	}
	index := make(map[string]*jsontree.Value, len(v.Members))
	for i := range v.Members {
		index[v.Members[i].Name] = &v.Members[i].Value
	}
	return func(name string) *jsontree.Value { return index[name] }
}
