package postman

import (
	"cmp"
	"regexp"
	"strings"

	"github.com/mockserver/mockserver/server/internal/imports/document"
)

// variables are those of a collection.
type variables struct {
	values   map[string]string
	expanded int // bytes of texts that values were put in
}

const (
	// maxNesting is how often a variable's value may name another.
	maxNesting = 8
	// maxResolved bounds one text with its variables in place, in bytes.
	maxResolved = 64 << 10
	// maxExpanded bounds all those of a collection, in bytes.
	maxExpanded = 8 << 20
)

// valuesOf are the values of the variables that a node defines.
func valuesOf(given document.Node) map[string]string {
	values := map[string]string{}
	for _, item := range given.Member("variable").List() {
		if !item.IsObject() || item.Member("disabled").Flag() {
			continue
		}
		name := cmp.Or(item.Member("key").Text(), item.Member("id").Text())
		if value := item.Member("value").Text(); value != "" {
			values[name] = value
		}
	}
	return values
}

var reference = regexp.MustCompile(`\{\{([^{}]+)\}\}`)

// resolve puts values in the place of the variables that have one.
func (v *variables) resolve(text string) string {
	for range maxNesting {
		if !isOpen(text) || v.expanded > maxExpanded {
			return text
		}
		resolved := reference.ReplaceAllStringFunc(text, func(found string) string {
			if value, known := v.values[strings.TrimSpace(found[2:len(found)-2])]; known {
				return value
			}
			return found
		})
		if resolved == text || len(resolved) > maxResolved {
			return text
		}
		v.expanded += len(resolved)
		text = resolved
	}
	return text
}

// isOpen says whether a text has variables whose values are not known.
func isOpen(text string) bool { return reference.MatchString(text) }
