package ir

import (
	"strings"
	"testing"
)

func TestAStreamIsOfOneNamedSchema(t *testing.T) {
	value := &Ref{Kind: Named, Type: &Type{WireName: "Value"}}
	for name, test := range map[string]struct {
		op      Operation
		refused bool
	}{
		"one schema": {Operation{Result: value}, false},
		"no answer":  {Operation{}, true},
		"a list":     {Operation{Result: &Ref{Kind: List, Elem: value}}, true},
		"views":      {Operation{Result: value, Views: []*View{{}}}, true},
	} {
		op := test.op
		op.ID, op.Summary, op.Doc, op.Stream = "watch", "Watch", "Tells.", true
		err := Validate(&API{Operations: []*Operation{&op}})
		if refused := err != nil && strings.Contains(err.Error(), "watch: x-stream"); refused != test.refused {
			t.Errorf("%s: %v", name, err)
		}
	}
}
