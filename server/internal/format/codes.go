package format

import (
	"slices"

	"github.com/mockserver/mockserver/server/internal/format/code/golang"
	"github.com/mockserver/mockserver/server/internal/format/code/java"
	"github.com/mockserver/mockserver/server/internal/format/code/javascript"
	"github.com/mockserver/mockserver/server/internal/format/code/plain"
	"github.com/mockserver/mockserver/server/internal/format/code/python"
	"github.com/mockserver/mockserver/server/internal/format/code/ruby"
	"github.com/mockserver/mockserver/server/internal/model"
)

// Code is a format that is a program which stores expectations: for our
// clients, and for MockServer's where we have none.
type Code struct {
	Name        string // as the control plane spells it
	ContentType string
	Write       func(expectations []*model.Expectation, baseURL string) []byte
}

// Codes are the code formats.
func Codes() []Code {
	return []Code{
		{"JAVA", java.ContentType, java.Write},
		{"JAVASCRIPT", javascript.ContentType, javascript.Write},
		{"PYTHON", python.ContentType, python.Write},
		{"GO", golang.ContentType, golang.Write},
		{"RUBY", ruby.ContentType, ruby.Write},
		{"CSHARP", plain.CSharpType, plain.CSharp},
		{"RUST", plain.RustType, plain.Rust},
		{"PHP", plain.PHPType, plain.PHP},
	}
}

// CodeNamed returns the code format of a name, and whether there is one.
func CodeNamed(name string) (Code, bool) {
	all := Codes()
	i := slices.IndexFunc(all, func(c Code) bool { return c.Name == name })
	if i < 0 {
		return Code{}, false
	}
	return all[i], true
}
