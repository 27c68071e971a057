package schema

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// definitions is the member of a schema that holds others.
const definitions = "definitions"

// Family compiles schemas that have definitions in common, and each of these
// once. It is safe for concurrent use.
type Family struct {
	spare sync.Pool // of *checker beside main, each for one use at a time

	compiling sync.Mutex
	main      *checker
	places    map[string]string // the locations of definitions, by name

	mutex     sync.Mutex
	documents map[string]jsontree.Value // by location; nothing else is ever loaded
}

// NewFamily returns a family without schemas.
func NewFamily() *Family {
	f := &Family{documents: make(map[string]jsontree.Value), places: make(map[string]string)}
	f.main = newChecker(f)
	return f
}

// Compile is Compile for a document that refers to its "definitions" by
// "#/definitions/name", and there to nothing else. The definitions of one name
// have to be the same in all documents of the family. A nil family compiles the
// document by itself.
func (f *Family) Compile(document jsontree.Value) (*Schema, error) {
	if f == nil {
		return Compile(document)
	}
	f.compiling.Lock()
	defer f.compiling.Unlock()
	return f.compile(document, f.shared(document))
}

// compile adds a schema, of which root is what is compiled.
func (f *Family) compile(document, root jsontree.Value) (*Schema, error) {
	location := fmt.Sprintf("schema:///%d.json", len(f.documents))
	f.add(location, root)
	compiled, err := f.main.compile(location)
	if err != nil {
		return nil, err
	}
	return &Schema{
		document: document,
		family:   f,
		location: location,
		compiled: compiled,
		text:     asksFor(document, "string"),
		blank:    isTrue(document, "nullable") || document.Text == "true",
	}, nil
}

func (f *Family) add(location string, document jsontree.Value) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	f.documents[location] = document
}

// Load implements jsonschema.URLLoader.
func (f *Family) Load(location string) (any, error) {
	f.mutex.Lock()
	document, known := f.documents[location]
	f.mutex.Unlock()
	if !known {
		return nil, errRemote
	}
	return toAny(document), nil
}

// shared is the document without its definitions, which become documents of
// their own.
func (f *Family) shared(document jsontree.Value) jsontree.Value {
	held, _ := document.Get(definitions)
	if len(held.Members) == 0 {
		return document
	}
	dialect := slices.DeleteFunc(slices.Clone(document.Members), func(m jsontree.Member) bool { return m.Name != "$schema" })
	for _, d := range f.place(held.Members) {
		relocated := f.relocated(d.Value)
		if relocated.Kind == jsontree.Object {
			relocated = jsontree.ObjectOf(slices.Concat(dialect, relocated.Members)...)
		}
		f.add(f.places[d.Name], relocated)
	}
	root := slices.DeleteFunc(slices.Clone(document.Members), func(m jsontree.Member) bool { return m.Name == definitions })
	return f.relocated(jsontree.ObjectOf(root...))
}

// place gives definitions their locations and returns those that are new.
func (f *Family) place(held []jsontree.Member) []jsontree.Member {
	var added []jsontree.Member
	for _, d := range held {
		if f.places[d.Name] == "" {
			f.places[d.Name] = fmt.Sprintf("schema:///definitions/%d.json", len(f.places))
			added = append(added, d)
		}
	}
	return added
}

// relocated is a schema whose references lead to the locations of definitions.
func (f *Family) relocated(v jsontree.Value) jsontree.Value {
	switch v.Kind {
	case jsontree.Array:
		items := make([]jsontree.Value, len(v.Items))
		for i, item := range v.Items {
			items[i] = f.relocated(item)
		}
		return jsontree.ArrayOf(items...)
	case jsontree.Object:
		members := make([]jsontree.Member, len(v.Members))
		for i, m := range v.Members {
			members[i] = jsontree.Member{Name: m.Name, Value: f.member(m)}
		}
		return jsontree.ObjectOf(members...)
	}
	return v
}

func (f *Family) member(m jsontree.Member) jsontree.Value {
	if m.Name != "$ref" || m.Value.Kind != jsontree.String {
		return f.relocated(m.Value)
	}
	name, local := strings.CutPrefix(m.Value.Text, "#/"+definitions+"/")
	if place := f.places[name]; local && place != "" {
		return jsontree.StringOf(place)
	}
	return m.Value
}
