package ruby

import (
	"strings"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

// shell lists the constants of the hand-written part.
var shell = set("Api Builder Bytes Client Clock Connector Duration Endpoint Error Factories Field LocalServer Minitest Model " +
	"Plain RefusedError RetrievedDocument RSpec Scope ServerProcess StartError Statement TestServer Transport Union UnreachableError " +
	"Values VerificationError VERSION")

// reserved words cannot be called without a receiver, nor name an argument.
var reserved = set("BEGIN END alias and begin break case class def defined? do else elsif end ensure false for if in " +
	"module next nil not or redo rescue retry return self super then true undef unless until when while yield")

// taken are methods of every model and builder that no field may replace.
var taken = set("append build class clone decode display document dup encode entries eql? equal? extend field fixed freeze " +
	"frozen? hash inspect instance_exec instance_of? is_a? itself key? object_id public_send push put respond_to? " +
	"send set step store tap then to_h to_json to_s with without")

func set(names string) map[string]bool {
	m := map[string]bool{}
	for _, name := range strings.Fields(names) {
		m[name] = true
	}
	return m
}

// constant is a class or module name.
func constant(n ir.Name) string { return n.Pascal() }

func snake(n ir.Name) string { return n.Snake() }

// local is the name of an argument, or of a method called without a receiver.
func local(n ir.Name) string {
	if name := snake(n); !reserved[name] {
		return name
	}
	return snake(n) + "_"
}

// member is the name of a method that belongs to a model or builder.
func member(n ir.Name) string {
	if name := snake(n); !taken[name] {
		return name
	}
	return snake(n) + "_"
}

// fieldName is what Ruby code calls a field.
func fieldName(f *ir.Field) string { return member(f.Name) }

// builderMethod is the step that sets a field.
func builderMethod(f *ir.Field) string { return member(f.Spoken()) }

func builderClass(t *ir.Type) string { return constant(t.Builder.Name) + "Builder" }
