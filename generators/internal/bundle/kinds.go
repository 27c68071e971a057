package bundle

import (
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"

	"go.yaml.in/yaml/v3"
)

// expandKinds replaces the extension "x-kinds: folder" of a schema: with
// x-discriminator every file of the folder becomes a variant, else a property
// called what the file's x-action says.
func (b *bundler) expandKinds(n *yaml.Node, file string) error {
	folder := get(n, "x-kinds")
	if folder == nil {
		return nil
	}
	files, err := b.kindFiles(path.Join(path.Dir(file), folder.Value))
	if err != nil {
		return fmt.Errorf("%s:%d: %w", file, folder.Line, err)
	}
	remove(n, "x-kinds")
	if get(n, "x-discriminator") != nil {
		expandVariants(n, folder.Value, files)
		return nil
	}
	return b.expandProperties(n, folder.Value, files)
}

func (b *bundler) kindFiles(dir string) ([]string, error) {
	entries, err := fs.ReadDir(b.fsys, dir)
	if err != nil {
		return nil, err
	}
	var files []string
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".yaml") {
			files = append(files, path.Join(dir, e.Name()))
		}
	}
	sort.Strings(files)
	return files, nil
}

func expandVariants(n *yaml.Node, folder string, files []string) {
	variants := &yaml.Node{Kind: yaml.SequenceNode}
	for _, f := range files {
		variants.Content = append(variants.Content, refTo(path.Join(folder, path.Base(f))))
	}
	if get(n, "x-plain") != nil {
		variants.Content = append(variants.Content, plainForms()...)
	}
	set(n, "anyOf", variants)
}

// plainForms are the bare forms of a union: text, array, object.
func plainForms() []*yaml.Node {
	text, array, object := typeOf("string"), typeOf("array"), typeOf("object")
	set(array, "items", &yaml.Node{Kind: yaml.MappingNode, Style: yaml.FlowStyle})
	set(object, "additionalProperties", &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!bool", Value: "true"})
	return []*yaml.Node{text, array, object}
}

func (b *bundler) expandProperties(n *yaml.Node, folder string, files []string) error {
	properties := get(n, "properties")
	if properties == nil {
		return fmt.Errorf("x-kinds: %s needs properties beside it", folder)
	}
	for _, f := range files {
		kind, err := b.read(f)
		if err != nil {
			return err
		}
		action := get(kind, "x-action")
		if action == nil || get(action, "property") == nil {
			return fmt.Errorf("%s: x-action with a property is needed", f)
		}
		set(properties, get(action, "property").Value, refTo(path.Join(folder, path.Base(f))))
	}
	return nil
}

func refTo(file string) *yaml.Node {
	n := &yaml.Node{Kind: yaml.MappingNode}
	set(n, "$ref", &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: file})
	return n
}

func typeOf(name string) *yaml.Node {
	n := &yaml.Node{Kind: yaml.MappingNode}
	set(n, "type", &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: name})
	return n
}

func get(n *yaml.Node, key string) *yaml.Node {
	if n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

func set(n *yaml.Node, key string, value *yaml.Node) {
	n.Content = append(n.Content, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: key}, value)
}

func remove(n *yaml.Node, key string) {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			n.Content = append(n.Content[:i], n.Content[i+2:]...)
			return
		}
	}
}
