package typescript

import (
	"path"
	"sort"
	"strings"
	"unicode"
)

// file is a file in the making: while its types are named, what it has to
// import is collected.
type file struct {
	path string
	used map[string]map[string]bool // module path -> name -> whether it is a value
}

func newFile(at string) *file {
	return &file{path: at, used: map[string]map[string]bool{}}
}

// use imports a value from a file of the client, given without suffix, or from
// a package.
func (f *file) use(module, name string) string { return f.add(module, name, true) }

// useAll imports a whole file under a name.
func (f *file) useAll(module, name string) string {
	f.add(module, "* as "+name, true)
	return name
}

// useType imports a type.
func (f *file) useType(module, name string) string { return f.add(module, name, false) }

func (f *file) add(module, name string, value bool) string {
	if module+".ts" == f.path {
		return name
	}
	if f.used[module] == nil {
		f.used[module] = map[string]bool{}
	}
	f.used[module][name] = f.used[module][name] || value
	return name
}

// imports lists the import statements in the order of the formatter: packages,
// then files, the farther first.
func (f *file) imports() []string {
	specifiers := map[string]string{}
	var modules []string
	for module := range f.used {
		modules = append(modules, module)
		specifiers[module] = f.specifier(module)
	}
	sort.Slice(modules, func(i, j int) bool {
		a, b := specifiers[modules[i]], specifiers[modules[j]]
		if da, db := distance(a), distance(b); da != db {
			return da > db
		}
		return strings.TrimSuffix(a, ".js") < strings.TrimSuffix(b, ".js")
	})
	var out []string
	for _, module := range modules {
		out = append(out, statement(specifiers[module], f.used[module]))
	}
	return out
}

// specifier is how this file names a module.
func (f *file) specifier(module string) string {
	if !strings.Contains(module, "/") {
		return module
	}
	up := ""
	dir := path.Dir(f.path)
	for dir != "." && !strings.HasPrefix(module, dir+"/") {
		dir = path.Dir(dir)
		up += "../"
	}
	if up == "" {
		up = "./"
	}
	return up + strings.TrimPrefix(module, dir+"/") + ".js"
}

// distance is high for what is far away.
func distance(specifier string) int {
	if !strings.HasPrefix(specifier, ".") {
		return 100
	}
	return strings.Count(specifier, "../")
}

func statement(specifier string, names map[string]bool) string {
	head, onlyTypes := "import ", true
	for _, value := range names {
		onlyTypes = onlyTypes && !value
	}
	if onlyTypes {
		head = "import type "
	}
	var items []string
	for _, name := range sortedNames(names) {
		if !names[name] && !onlyTypes {
			name = "type " + name
		}
		if strings.HasPrefix(name, "*") {
			return head + name + ` from "` + specifier + `";`
		}
		items = append(items, name)
	}
	return braces(0, head, items, ` from "`+specifier+`";`)
}

// sortedNames orders names as the formatter does.
func sortedNames(names map[string]bool) []string {
	var out []string
	for name := range names {
		out = append(out, name)
	}
	sort.Slice(out, func(i, j int) bool { return sortKey(out[i]) < sortKey(out[j]) })
	return out
}

// sortKey puts a capital right before its small letter: A, a, B, b.
func sortKey(name string) string {
	var key strings.Builder
	for _, r := range name {
		key.WriteRune(unicode.ToLower(r))
		if unicode.IsUpper(r) {
			key.WriteByte(0)
		} else {
			key.WriteByte(1)
		}
	}
	return key.String()
}
