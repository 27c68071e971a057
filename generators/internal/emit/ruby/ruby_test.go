package ruby

import (
	"strings"
	"testing"

	"github.com/mockserver/mockserver/generators/internal/emit"
	"github.com/mockserver/mockserver/generators/internal/emit/emittest"
	"github.com/mockserver/mockserver/generators/internal/ir"
)

func TestGolden(t *testing.T) { emittest.Golden(t, "ruby", Files) }

func TestDeterministic(t *testing.T) { emittest.Deterministic(t, Files) }

func TestNoLineIsTooLong(t *testing.T) {
	for _, api := range []*ir.API{emittest.Small(t), emittest.Contract(t)} {
		for _, f := range emitted(t, api) {
			if !strings.HasSuffix(f.Path, ".rb") {
				continue
			}
			for i, line := range strings.Split(string(f.Content), "\n") {
				if len(line) > maxLine {
					t.Errorf("%s:%d is %d columns wide: %s", f.Path, i+1, len(line), line)
				}
			}
		}
	}
}

func emitted(t *testing.T, api *ir.API) []emit.File {
	t.Helper()
	files, err := Files(api)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// lamp is an object with a field of many kinds.
func lamp() *ir.Type {
	text := ir.Ref{Kind: ir.String}
	values := &ir.Type{
		Name: ir.Words("Colours"), WireName: "Colours", Doc: "Colours by room.", Open: &ir.Ref{Kind: ir.List, Elem: &text},
	}
	return &ir.Type{
		Name: ir.Words("Lamp"), WireName: "Lamp", Doc: "Gives light in {rooms}.",
		Builder: &ir.Builder{Name: ir.Words("lamp")},
		Fields: []*ir.Field{
			{Name: ir.Words("hash"), WireName: "hash", Doc: "Taken by Ruby.", Type: text},
			{Name: ir.Words("rawData"), WireName: "rawData", Doc: "Bytes.", Type: ir.Ref{Kind: ir.Bytes}},
			{
				Name: ir.Words("colours"), WireName: "colours", Doc: "Each with a name.",
				Type: ir.Ref{Kind: ir.Named, Type: values}, Append: ir.Words("colour"),
			},
			{
				Name: ir.Words("switches"), WireName: "switches", Doc: "To be pressed.",
				Type: ir.Ref{Kind: ir.List, Elem: &text}, Append: ir.Words("switch"),
			},
		},
	}
}

func TestModel(t *testing.T) {
	files := emitted(t, &ir.API{Types: []*ir.Type{lamp()}})
	emittest.Snippet(t, files, "clients/ruby/lib/mockserver/gen/lamp.rb", `
module MockServer
  # Gives light in \{rooms}.
  class Lamp < Model
    # Fields by their Ruby name.
    FIELDS = {
      hash_: Field.new("hash"),
      raw_data: Field.new("rawData", :Bytes),
      colours: Field.new("colours", :Colours),
      switches: Field.new("switches")
    }.freeze

    # @return [String, nil] Taken by Ruby.
    def hash_ = self[:hash_]
`)
	emittest.Snippet(t, files, "clients/ruby/sig/gen/lamp.rbs", `
    def hash_: () -> String?
    def raw_data: () -> String?
    def colours: () -> Colours?
    def switches: () -> Array[String]?
`)
	emittest.Snippet(t, files, "clients/ruby/spec/gen/lamp_spec.rb", `
  let(:wire) do
    {
      "hash" => "text",
      "rawData" => "AP8=",
      "colours" => { "name" => ["text"] },
      "switches" => ["text"]
    }
  end
`)
}

func TestBuilder(t *testing.T) {
	files := emitted(t, &ir.API{Types: []*ir.Type{lamp()}})
	emittest.Snippet(t, files, "clients/ruby/lib/mockserver/gen/lamp_builder.rb", `
    # Each with a name.
    #
    # @param name [String, Symbol]
    # @param values [Array<String>]
    # @return [LampBuilder] with these values of the name too
    def colour(name, *values) = append(:colours, name, values)

    # To be pressed.
    #
    # @param value [Array<String>]
    # @return [LampBuilder]
    def switches(value) = set(switches: value)

    # To be pressed.
    #
    # @param items [Array<String>]
    # @return [LampBuilder] with these too
    def switch(*items) = push(:switches, items)
`)
	emittest.Snippet(t, files, "clients/ruby/sig/gen/lamp_builder.rbs", `
    def hash_: (String value) -> LampBuilder
    def raw_data: (String value) -> LampBuilder
    def colours: (?colours_input map, **untyped entries) -> LampBuilder
    def colour: (String | Symbol name, *String values) -> LampBuilder
`)
}

func TestFactory(t *testing.T) {
	at := lamp()
	at.Factories = []*ir.Factory{{
		Name: ir.Words("not"),
		Args: []*ir.Argument{{Name: ir.Words("end"), Fields: at.Fields[:1]}},
		Set:  []ir.Fixed{{Field: at.Fields[3], Value: `["a"]`}},
	}}
	emittest.Snippet(t, emitted(t, &ir.API{Types: []*ir.Type{at}}), "clients/ruby/lib/mockserver/gen/factories.rb", `
    # Gives light in \{rooms}.
    #
    # @param end_ [String] Taken by Ruby.
    # @return [LampBuilder] with switches ["a"]
    def not_(end_) = LampBuilder.new(Lamp.new(hash_: end_, switches: ["a"]))
`)
}

func TestOperation(t *testing.T) {
	lamp := lamp()
	api := &ir.API{Operations: []*ir.Operation{{
		Name: ir.Words("switchOn"), Method: "PUT", Path: "/on", Summary: "Switch on", Doc: "Lights a lamp.",
		Query:  []*ir.Parameter{{Name: ir.Words("forever"), WireName: "forever", Doc: "Until the end.", Type: ir.Ref{Kind: ir.Boolean}}},
		Body:   &ir.Ref{Kind: ir.Named, Type: lamp},
		Result: &ir.Ref{Kind: ir.List, Elem: &ir.Ref{Kind: ir.Named, Type: lamp}},
		Also:   []int{503}, Fails: []int{400, 406},
	}}}
	files := emitted(t, api)
	emittest.Snippet(t, files, "clients/ruby/lib/mockserver/gen/api.rb", `
    # Switch on.
    #
    # Lights a lamp.
    #
    # @param lamp [LampBuilder, Lamp, Hash, nil] Gives light in \{rooms}.
    # @param forever [Boolean, nil] Until the end.
    # @return [Array<Lamp>]
    # @raise [UnreachableError, RefusedError]
    # @raise [VerificationError] when that is not so
    def switch_on(lamp = nil, forever: nil)
      many(Lamp, "PUT", "/on", query: { "forever" => forever }, body: Lamp.encode(lamp), also: [503])
    end
`)
	emittest.Snippet(t, files, "clients/ruby/sig/gen/api.rbs", `
    def switch_on: (?(lamp_input)? lamp, ?forever: bool?) -> Array[Lamp]
`)
}

func TestWhatCannotBeSaidIsRefused(t *testing.T) {
	text := ir.Ref{Kind: ir.String}
	api := &ir.API{Types: []*ir.Type{
		{Name: ir.Words("Client"), Origin: "schemas/Client.yaml", Doc: "A clash."},
		{Name: ir.Words("Lamp"), Origin: "schemas/Lamp.yaml", Doc: "A map.", Fields: []*ir.Field{
			{Name: ir.Words("rooms"), WireName: "rooms", Type: ir.Ref{Kind: ir.Map, Elem: &text}},
		}},
	}}
	_, err := Files(api)
	for _, want := range []string{"schemas/Client.yaml: the Ruby client has a Client of its own", "schemas/Lamp.yaml: rooms: "} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q in %v", want, err)
		}
	}
}
