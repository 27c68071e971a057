package golang

import (
	"maps"
	"slices"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

const (
	driver = "conformance/drivers/go"
	writer = "server/internal/format/code/golang"
)

// vocabulary is what the client calls the parts of the contract, for those who
// know these by their names in the contract: the conformance driver, and the
// server where it writes Go.
type vocabulary struct {
	Functions map[string]string            // of factories
	Methods   map[string]string            // of builders
	Options   map[string]map[string]option // by model or call, and name
	Kinds     map[string]map[string]option // the same by kind of body
}

func (s scheme) vocabulary(api *ir.API, targets []target) vocabulary {
	v := vocabulary{
		Functions: map[string]string{}, Methods: map[string]string{},
		Options: map[string]map[string]option{}, Kinds: map[string]map[string]option{},
	}
	for _, tg := range targets {
		v.Options[tg.Name] = map[string]option{}
		for _, sl := range tg.Slots {
			v.Options[tg.Name][sl.Spoken.Camel()] = s.option(tg, sl)
		}
	}
	for _, t := range api.Types {
		for i, f := range s.factories(api, t) {
			v.Functions[t.Factories[i].Name.Camel()] = f.Name
		}
		if t.Builder != nil {
			v.addMethods(t)
		}
		v.addKinds(t)
	}
	return v
}

func (v vocabulary) addMethods(t *ir.Type) {
	for _, f := range t.Fields {
		for _, name := range []ir.Name{f.Spoken(), f.Append} {
			v.Methods[name.Camel()] = exported(name)
		}
		for _, kind := range f.Kinds() {
			if hasOptions(kind) {
				v.Methods[kind.Type.Verb.Camel()] = exported(kind.Type.Verb)
			}
		}
	}
	delete(v.Methods, "")
}

func (v vocabulary) addKinds(t *ir.Type) {
	if t.Discriminator == "" {
		return
	}
	for _, kind := range t.Variants {
		if hasOptions(kind) {
			v.Kinds[kind.Type.Field(t.Discriminator).Const] = v.Options[typeName(kind.Type)]
		}
	}
}

// option is what makes an option: a function, or a type of which each value is
// one.
type option struct {
	Maker  string
	IsType bool
}

func (s scheme) option(tg target, sl slot) option {
	if s.isSelfOnly(tg, sl) {
		return option{typeName(sl.Type), true}
	}
	return option{"With" + exported(sl.Spoken), false}
}

// ByName lists what makes the options of each name, whatever they are for.
func (v vocabulary) ByName() map[string][]option {
	all := map[string][]option{}
	for _, target := range slices.Sorted(maps.Keys(v.Options)) {
		for name, o := range v.Options[target] {
			if !slices.Contains(all[name], o) {
				all[name] = append(all[name], o)
			}
		}
	}
	return all
}
