package golang

import (
	"strings"
	"testing"

	"github.com/mockserver/mockserver/generators/internal/emit/emittest"
	"github.com/mockserver/mockserver/generators/internal/ir"
)

func TestGolden(t *testing.T) { emittest.Golden(t, "go", Files) }

func TestDeterministic(t *testing.T) { emittest.Deterministic(t, Files) }

// tiny is a model of one builder with one field of each kind worth a look.
func tiny(fields ...*ir.Field) *ir.API {
	return &ir.API{Types: []*ir.Type{{
		Name: ir.Words("Answer"), WireName: "Answer", Doc: "What is said.", Kind: ir.Object,
		Builder: &ir.Builder{Name: ir.Words("reply")}, Fields: fields,
	}}}
}

func TestScalarSetter(t *testing.T) {
	files, err := Files(tiny(&ir.Field{
		Name: ir.Words("statusCode"), WireName: "statusCode", Doc: "The code.", Type: ir.Ref{Kind: ir.Integer, Bits: 32},
	}))
	if err != nil {
		t.Fatal(err)
	}
	emittest.Snippet(t, files, Client+"/builders.gen.go", `
// StatusCode sets statusCode.
//
// The code.
func (b ReplyBuilder) StatusCode(value int) ReplyBuilder {
	b.data.StatusCode = ptr(value)
	return b
}`)
}

func TestDurationAndWordedSetter(t *testing.T) {
	unit := &ir.Type{Name: ir.Words("unit"), WireName: "Unit", Kind: ir.Enum, Values: []string{"SECONDS"}}
	pause := &ir.Type{
		Name: ir.Words("pause"), WireName: "Pause", Kind: ir.Object,
		Fields: []*ir.Field{
			{Name: ir.Words("timeUnit"), WireName: "timeUnit", Type: ir.Ref{Kind: ir.Named, Type: unit}},
			{Name: ir.Words("value"), WireName: "value", Type: ir.Ref{Kind: ir.Integer, Bits: 64}},
		},
	}
	pause.Duration = &ir.Duration{Unit: pause.Fields[0], Value: pause.Fields[1]}
	api := tiny(&ir.Field{Name: ir.Words("timeToLive"), WireName: "timeToLive", Word: ir.Words("ttl"), Type: ir.Ref{Kind: ir.Named, Type: pause}})
	api.Types = append(api.Types, unit, pause)
	files, err := Files(api)
	if err != nil {
		t.Fatal(err)
	}
	emittest.Snippet(t, files, Client+"/builders.gen.go", `
func (b ReplyBuilder) TTL(value time.Duration) ReplyBuilder {
	b.data.TimeToLive = ptr(NewPause(value))
	return b
}`)
	emittest.Snippet(t, files, Client+"/maps.gen.go", `
func NewPause(d time.Duration) Pause {
	unit, n := splitDuration(d)
	return Pause{TimeUnit: &unit, Value: &n}
}`)
}

func TestFactory(t *testing.T) {
	api := tiny(
		&ir.Field{Name: ir.Words("path"), WireName: "path", Type: ir.Ref{Kind: ir.String}},
		&ir.Field{Name: ir.Words("method"), WireName: "method", Type: ir.Ref{Kind: ir.String}},
	)
	answer := api.Types[0]
	answer.Factories = []*ir.Factory{{
		Name: ir.Words("get"),
		Args: []*ir.Argument{{Name: ir.Words("path"), Fields: answer.Fields[:1]}},
		Set:  []ir.Fixed{{Field: answer.Fields[1], Value: `"GET"`}},
	}}
	files, err := Files(api)
	if err != nil {
		t.Fatal(err)
	}
	emittest.Snippet(t, files, Client+"/factories.gen.go", `
// Get makes a ReplyBuilder with method "GET".
func Get(path string) ReplyBuilder {
	return ReplyBuilder{}.Path(path).Method("GET")
}`)
}

func TestOneOptionTakesOneType(t *testing.T) {
	field := func(name string, kind ir.RefKind) *ir.Field {
		return &ir.Field{Name: ir.Words(name), WireName: name, Doc: "Limit.", Type: ir.Ref{Kind: kind, Bits: 32}}
	}
	body := func(name string, kind ir.RefKind) *ir.Type {
		text := field("text", ir.String)
		return &ir.Type{
			Name: ir.Words(name), WireName: name, Kind: ir.Object, Verb: ir.Words(name),
			Fields: []*ir.Field{text, field("limit", kind)}, Positional: []*ir.Field{text},
		}
	}
	one, other := body("one", ir.Integer), body("other", ir.String)
	union := &ir.Type{
		Name: ir.Words("body"), WireName: "Body", Kind: ir.Union,
		Variants: []ir.Ref{{Kind: ir.Named, Type: one}, {Kind: ir.Named, Type: other}},
	}
	_, err := Files(&ir.API{Types: []*ir.Type{union, one, other}})
	if err == nil || !strings.Contains(err.Error(), "WithLimit would take both int and string") {
		t.Errorf("want the clash of the two limits to be told, got %v", err)
	}
}

func TestNames(t *testing.T) {
	for wire, want := range map[string]string{
		"httpRequest": "HTTPRequest", "expectationId": "ExpectationID", "base64Bytes": "Base64Bytes", "HTTP_1_1": "HTTP11", "ttl": "TTL",
	} {
		if got := exported(ir.Words(wire)); got != want {
			t.Errorf("%s: got %s, want %s", wire, got, want)
		}
	}
	if got := parameter(ir.Words("string")); got != "value" {
		t.Errorf("a predeclared name is no parameter, got %s", got)
	}
	for summary, want := range map[string]string{"Forget everything": "forgets everything.", "Verify it": "verifies it.", "Say so": "says so.", "Push on": "pushes on."} {
		if got := predicate(summary); got != want {
			t.Errorf("%s: got %q, want %q", summary, got, want)
		}
	}
}
