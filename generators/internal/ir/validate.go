package ir

import (
	"errors"
	"fmt"
)

// Validate reports every problem of the model, in the contract's order.
func Validate(a *API) error {
	var errs []error
	seen := map[string]string{}
	for _, t := range a.Types {
		if other, ok := seen[t.Name.String()]; ok {
			errs = append(errs, fmt.Errorf("%s: name %q is taken by %s", t.Origin, t.Name, other))
		}
		seen[t.Name.String()] = t.Origin
		errs = append(errs, checkType(t)...)
	}
	for _, op := range a.Operations {
		errs = append(errs, checkOperation(op)...)
	}
	return errors.Join(errs...)
}

func checkType(t *Type) []error {
	var errs []error
	fail := func(format string, args ...any) {
		errs = append(errs, fmt.Errorf("%s: "+format, append([]any{t.Origin}, args...)...))
	}
	if t.Doc == "" {
		fail("%s has no description", t.WireName)
	}
	for _, f := range t.Fields {
		if f.Doc == "" && f.Type.Kind != Named {
			fail("%s.%s has no description", t.WireName, f.WireName)
		}
		if f.Append != nil && f.Type.Kind != List && !f.Type.IsMap() {
			fail("%s.%s: x-append on neither a list nor a map", t.WireName, f.WireName)
		}
	}
	switch {
	case t.Kind == Union && len(t.Variants) == 0 && !t.Plain:
		fail("%s has no variants", t.WireName)
	case t.Kind == Enum && len(t.Values) == 0:
		fail("%s has no values", t.WireName)
	case t.Kind == Object && len(t.Fields) == 0 && t.Open == nil:
		fail("%s has neither properties nor additionalProperties", t.WireName)
	}
	return errs
}

func checkOperation(op *Operation) []error {
	var errs []error
	if op.ID == "" || op.Summary == "" || op.Doc == "" {
		errs = append(errs, fmt.Errorf("%s %s: operationId, summary and description are all needed", op.Method, op.Path))
	}
	if op.Stream && (op.Result == nil || op.Result.Kind != Named || len(op.Views) > 0 || len(op.Also) > 0) {
		errs = append(errs, fmt.Errorf("%s: x-stream needs one answer of one named schema, and no views", op.ID))
	}
	for _, v := range op.Views {
		for _, q := range v.Query {
			if op.Parameter(q.Name) == nil {
				errs = append(errs, fmt.Errorf("%s: x-views %s fixes the unknown parameter %q", op.ID, v.ID, q.Name))
			}
		}
	}
	return errs
}

// IsMap tells whether the type is a map, or an object open to other members.
func (r Ref) IsMap() bool {
	return r.Kind == Map || r.Kind == Named && r.Type.Kind == Object && r.Type.Open != nil
}
