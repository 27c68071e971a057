// Package bundle joins the contract's files into one OpenAPI document: every
// schema file becomes a component named after it, and x-kinds folders are
// expanded into variants or properties.
package bundle

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Document is the joined contract.
type Document struct {
	Root    *yaml.Node        // the mapping at the top
	Origins map[string]string // component schema name -> file
}

// Load reads entry and every file it refers to from fsys.
func Load(fsys fs.FS, entry string) (*Document, error) {
	b := &bundler{fsys: fsys, entry: entry, schemas: map[string]*yaml.Node{}, origins: map[string]string{}}
	root, err := b.read(entry)
	if err != nil {
		return nil, err
	}
	if err := b.resolve(root, entry); err != nil {
		return nil, err
	}
	b.attach(root)
	return &Document{Root: root, Origins: b.origins}, nil
}

type bundler struct {
	fsys    fs.FS
	entry   string
	schemas map[string]*yaml.Node
	origins map[string]string
}

func (b *bundler) read(file string) (*yaml.Node, error) {
	data, err := fs.ReadFile(b.fsys, file)
	if err != nil {
		return nil, err
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	if len(doc.Content) != 1 || doc.Content[0].Kind != yaml.MappingNode {
		return nil, fmt.Errorf("%s: want one mapping", file)
	}
	return doc.Content[0], nil
}

// resolve rewrites every reference below n, which was read from file.
func (b *bundler) resolve(n *yaml.Node, file string) error {
	if n.Kind == yaml.MappingNode {
		if err := b.expandKinds(n, file); err != nil {
			return err
		}
		if ref := get(n, "$ref"); ref != nil {
			return b.resolveRef(n, ref, file)
		}
		if views := get(n, "x-views"); views != nil {
			if err := b.resolveViews(views, file); err != nil {
				return err
			}
		}
	}
	for _, c := range n.Content {
		if err := b.resolve(c, file); err != nil {
			return err
		}
	}
	return nil
}

func (b *bundler) resolveRef(holder, ref *yaml.Node, file string) error {
	target, fragment, _ := strings.Cut(ref.Value, "#")
	switch {
	case target == "":
		return nil
	case fragment != "" && path.Join(path.Dir(file), target) == b.entry:
		ref.Value = "#" + fragment
		return nil
	case fragment != "":
		return fmt.Errorf("%s:%d: only the entry file may be referred to with a fragment", file, ref.Line)
	}
	at := path.Join(path.Dir(file), target)
	if strings.HasPrefix(at, "schemas/") {
		name, err := b.component(at)
		ref.Value = "#/components/schemas/" + name
		return err
	}
	inlined, err := b.read(at)
	if err != nil {
		return fmt.Errorf("%s:%d: %w", file, ref.Line, err)
	}
	*holder = *inlined
	return b.resolve(holder, at)
}

// component makes the schema file a component and returns its name.
func (b *bundler) component(file string) (string, error) {
	name := strings.TrimSuffix(path.Base(file), ".yaml")
	if had, ok := b.origins[name]; ok {
		if had != file {
			return "", fmt.Errorf("%s and %s share a name", had, file)
		}
		return name, nil
	}
	b.origins[name] = file
	node, err := b.read(file)
	if err != nil {
		return "", err
	}
	b.schemas[name] = node
	return name, b.resolve(node, file)
}

func (b *bundler) resolveViews(views *yaml.Node, file string) error {
	for _, v := range views.Content {
		result := get(v, "result")
		if result == nil { // it answers a document
			continue
		}
		name, err := b.component(path.Join(path.Dir(file), result.Value))
		if err != nil {
			return fmt.Errorf("%s:%d: %w", file, v.Line, err)
		}
		result.Value = "#/components/schemas/" + name
	}
	return nil
}

// attach writes the components into the document, sorted by name.
func (b *bundler) attach(root *yaml.Node) {
	names := make([]string, 0, len(b.schemas))
	for name := range b.schemas {
		names = append(names, name)
	}
	sort.Strings(names)
	schemas := &yaml.Node{Kind: yaml.MappingNode}
	for _, name := range names {
		set(schemas, name, b.schemas[name])
	}
	components := get(root, "components")
	if components == nil {
		components = &yaml.Node{Kind: yaml.MappingNode}
		set(root, "components", components)
	}
	set(components, "schemas", schemas)
}

// YAML is the document as YAML.
func (d *Document) YAML() ([]byte, error) {
	var buf bytes.Buffer
	enc := yaml.NewEncoder(&buf)
	enc.SetIndent(2)
	err := enc.Encode(d.Root)
	return buf.Bytes(), err
}

// JSON is the document as indented JSON.
func (d *Document) JSON() ([]byte, error) {
	var v any
	if err := d.Root.Decode(&v); err != nil {
		return nil, err
	}
	out, err := json.MarshalIndent(v, "", "  ")
	return append(out, '\n'), err
}
