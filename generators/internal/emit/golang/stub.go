package golang

import (
	"slices"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

// stub is the builder of what actions belong to, bound to a client: its verbs
// talk to the server.
type stub struct {
	Builder, Model, Verb string
	Starts               []factory
	Methods, Verbs       []method
}

// hasVerbs tells whether the type holds actions.
func hasVerbs(t *ir.Type) bool {
	return slices.ContainsFunc(t.Fields, func(f *ir.Field) bool { return f.Ending() != nil })
}

func newStub(t *ir.Type, b builder, starts []factory) *stub {
	verbs := map[string]bool{}
	given := map[string]bool{}
	for _, f := range t.Fields {
		verbs[exported(f.Spoken())] = f.Ending() != nil
	}
	for _, start := range starts {
		for _, l := range start.Chain {
			given[l.Method] = true
		}
	}
	st := &stub{Builder: b.Name, Model: b.Model, Starts: starts}
	for _, m := range b.Methods {
		switch {
		case verbs[m.Name]:
			st.Verbs = append(st.Verbs, m)
		case !given[m.Name]:
			st.Methods = append(st.Methods, m)
		}
	}
	st.Verb = st.Verbs[len(st.Verbs)-1].Name
	return st
}
