package python

import (
	"sort"
	"strings"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

// likeAliases writes an alias for each type that users pass and that has no
// builder: the model, plain data, and what else stands for it.
func (g *generator) likeAliases() error {
	im := newImports()
	var aliases []aliasView
	for _, t := range g.api.Types {
		if g.likes[t] && !isBuilt(t) {
			aliases = append(aliases, g.likeAlias(t, im))
			g.publish("likes", likeName(t))
		}
	}
	return g.write(sourceFolder, "likes.py", "likes", struct {
		Imports string
		Aliases []aliasView
	}{im.String(), aliases})
}

func (g *generator) likeAlias(t *ir.Type, im *imports) aliasView {
	im.add("typing", "Any", "TypeAlias")
	im.add("collections.abc", "Mapping")
	var parts []string
	if f := shorthand(t); f != nil {
		parts = append(parts, g.accepted(f.Type, im))
	}
	if t.Duration != nil {
		parts = append(parts, use(im, "mockserver._duration", "Duration"))
	}
	parts = append(parts, use(im, pkg+".models", className(t)))
	if isBuilt(t) {
		parts = append(parts, builderClass(t))
	}
	parts = append(parts, "Mapping[str, Any]")
	return aliasView{
		Name:  likeName(t),
		Value: likeName(t) + ": TypeAlias = " + strings.Join(parts, " | "),
		Doc:   attributeDoc(0, "What may be passed as ``"+className(t)+"``."),
	}
}

// exports writes the module that gathers every name that users import.
func (g *generator) exports() error {
	im := newImports()
	var names []string
	for _, module := range sortedKeys(g.public) {
		im.add(pkg+"."+module, g.public[module]...)
		names = append(names, g.public[module]...)
	}
	sortNames(names)
	if err := g.write(sourceFolder, "__init__.py", "empty", nil); err != nil {
		return err
	}
	return g.write(sourceFolder, "public.py", "builders", modelsView{Imports: im, Names: names})
}

// sortNames sorts as the linter wants a list of public names sorted.
func sortNames(names []string) {
	sort.Slice(names, func(a, b int) bool {
		if ra, rb := nameRank(names[a]), nameRank(names[b]); ra != rb {
			return ra < rb
		}
		return names[a] < names[b]
	})
}
