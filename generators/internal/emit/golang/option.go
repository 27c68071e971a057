package golang

import (
	"fmt"
	"sort"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

// with is a function that makes an option; it fits several targets.
type with struct {
	Name, Doc string
	Param     param
	Variadic  bool
	Applies   []application
}

// application is how a with fits one target.
type application struct {
	Target target
	Slot   slot
}

// self is a type whose values are options of a target.
type self struct {
	Type string
	Get  string // the builder's method that gives the model, or ""
	application
}

// selves lists the types whose values are options: those with forms, and
// enumerations and plain objects that only one slot of a target takes.
func (s scheme) selves(targets []target) []self {
	var all []self
	for _, tg := range targets {
		for _, sl := range tg.Slots {
			if sl.Type == nil || !alone(tg, sl) {
				continue
			}
			a := application{tg, sl}
			switch {
			case s.forms[sl.Type]:
				all = append(all, self{Type: typeName(sl.Type), application: a})
				if sl.Type.Builder != nil {
					all = append(all, self{builderName(sl.Type), formMethod(sl.Type), a})
				}
			case sl.Input.How == "same" && sl.Kind != "list" && sl.Type.Kind != ir.Union:
				all = append(all, self{Type: typeName(sl.Type), application: a})
			}
		}
	}
	return all
}

// alone tells whether no other slot of the target takes the type.
func alone(tg target, sl slot) bool {
	n := 0
	for _, other := range tg.Slots {
		if other.Type == sl.Type {
			n++
		}
	}
	return n == 1
}

// withs lists the functions that make options, sorted by name: one per name,
// for every target that has a slot of that name.
func (s scheme) withs(targets []target) ([]with, error) {
	byName := map[string]*with{}
	for _, tg := range targets {
		for _, sl := range tg.Slots {
			if s.isSelfOnly(tg, sl) {
				continue
			}
			name := "With" + exported(sl.Spoken)
			w := byName[name]
			if w == nil {
				w = &with{Name: name, Doc: paragraphs(comment(name, "makes an option."), comment(sl.Doc)), Param: param{"value", sl.Input.Type}, Variadic: sl.Input.Variadic}
				byName[name] = w
			}
			if w.Param.Type != sl.Input.Type || w.Variadic != sl.Input.Variadic {
				return nil, fmt.Errorf("the option %s would take both %s and %s", name, w.Param.Type, sl.Input.Type)
			}
			w.Applies = append(w.Applies, application{tg, sl})
		}
	}
	return sortedWiths(byName), nil
}

// isSelfOnly tells whether values of the slot's type are options, so that no
// function is needed.
func (s scheme) isSelfOnly(tg target, sl slot) bool {
	return sl.Type != nil && alone(tg, sl) && !s.forms[sl.Type] && sl.Input.How == "same" && sl.Kind != "list" && sl.Type.Kind != ir.Union
}

func sortedWiths(byName map[string]*with) []with {
	var all []with
	for _, w := range byName {
		all = append(all, *w)
	}
	sort.Slice(all, func(i, j int) bool { return all[i].Name < all[j].Name })
	return all
}

// FieldType is the type of the value that an option holds.
func (w with) FieldType() string {
	if w.Variadic {
		return "[]" + w.Param.Type
	}
	return w.Param.Type
}

// Hidden is the name of the type behind the option.
func (w with) Hidden() string { return "w" + w.Name[1:] }
