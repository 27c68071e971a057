package python

import (
	"regexp"
	"strings"
	"testing"

	"github.com/mockserver/mockserver/generators/internal/emit"
	"github.com/mockserver/mockserver/generators/internal/emit/emittest"
	"github.com/mockserver/mockserver/generators/internal/ir"
)

func TestGolden(t *testing.T) { emittest.Golden(t, "python", Files) }

func TestImportsPointOneWay(t *testing.T) {
	imported := regexp.MustCompile(`(?m)^ *from mockserver\._gen\.([a-z_.]+) import`)
	emittest.ImportsPointOneWay(t, Files, func(f emit.File) []string {
		var paths []string
		for _, m := range imported.FindAllStringSubmatch(string(f.Content), -1) {
			module := sourceFolder + "/" + strings.ReplaceAll(m[1], ".", "/")
			paths = append(paths, module+".py", module+"/__init__.py")
		}
		return paths
	}, "/all_of_body.py", "/body.py")
}

func TestDeterministic(t *testing.T) { emittest.Deterministic(t, Files) }

func TestFilesLieInTheFoldersOwned(t *testing.T) {
	for _, f := range files(t, emittest.Contract(t)) {
		owned := false
		for _, folder := range Folders() {
			owned = owned || strings.HasPrefix(f.Path, folder+"/")
		}
		if !owned {
			t.Errorf("%s lies outside %v", f.Path, Folders())
		}
	}
}

func TestLinesFit(t *testing.T) {
	for _, f := range files(t, emittest.Contract(t)) {
		for i, line := range strings.Split(string(f.Content), "\n") {
			if n := len([]rune(line)); n > lineWidth {
				t.Errorf("%s:%d has %d columns: %s", f.Path, i+1, n, line)
			}
		}
	}
}

func files(t *testing.T, api *ir.API) []emit.File {
	t.Helper()
	out, err := Files(api)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// lamp is a small model whose names collide with the language's and pydantic's.
func lamp() *ir.API {
	unit := &ir.Type{Name: ir.Words("Unit"), WireName: "Unit", Doc: "A unit.", Kind: ir.Enum, Values: []string{"SECONDS", "2X"}}
	t := &ir.Type{
		Name: ir.Words("Lamp"), WireName: "Lamp", Doc: "A lamp. It shines.",
		Builder: &ir.Builder{Name: ir.Words("lamp")},
		Fields: []*ir.Field{
			{Name: ir.Words("not"), WireName: "not", Doc: "Inverts it.", Type: ir.Ref{Kind: ir.Boolean}},
			{Name: ir.Words("json"), WireName: "json", Doc: "Any document.", Type: ir.Ref{}, Required: true},
			{Name: ir.Words("URLPath"), WireName: "URLPath", Doc: "Where it is.", Type: ir.Ref{Kind: ir.String}},
			{Name: ir.Words("unit"), WireName: "unit", Doc: "Its unit.", Type: ir.Ref{Kind: ir.Named, Type: unit}},
			{Name: ir.Words("seen"), WireName: "seen", Doc: "When it was seen.", Type: ir.Ref{Kind: ir.Integer}, ReadOnly: true},
		},
	}
	t.Factories = []*ir.Factory{{
		Name: ir.Words("dark lamp"),
		Set:  []ir.Fixed{{Field: t.Fields[0], Value: "true"}},
		Args: []*ir.Argument{{Name: ir.Words("json"), Fields: []*ir.Field{t.Fields[1]}}},
	}}
	return &ir.API{Types: []*ir.Type{t, unit}}
}

func TestModel(t *testing.T) {
	emittest.Snippet(t, files(t, lamp()), sourceFolder+"/models/lamp.py", `
class Lamp(Model):
    """A lamp.

    It shines.
    """

    not_: StrictBool | None = None
    """Inverts it."""
    json_: Any
    """Any document."""
    url_path: StrictStr | None = Field(
        default=None,
        validation_alias="URLPath",
        serialization_alias="URLPath",
    )
    """Where it is."""
    unit: Unit | None = None
    """Its unit."""
    seen: StrictInt | None = None
    """When it was seen."""
`)
}

func TestEnum(t *testing.T) {
	emittest.Snippet(t, files(t, lamp()), sourceFolder+"/models/unit.py", `
class Unit(OpenEnum):
    """A unit."""

    SECONDS = "SECONDS"
    VALUE_2_X = "2X"
`)
}

func TestBuilder(t *testing.T) {
	built := files(t, lamp())
	emittest.Snippet(t, built, sourceFolder+"/builders/lamp.py", `
    def not_(self, not_: bool = True) -> Self:
        """Set `+"``not``"+`.

        Inverts it.
        """
        return self._set("not", not_)
`)
	for _, f := range built {
		if strings.HasSuffix(f.Path, "builders/lamp.py") && strings.Contains(string(f.Content), "def seen") {
			t.Error("a read-only field has no setter")
		}
	}
}

func TestFactory(t *testing.T) {
	emittest.Snippet(t, files(t, lamp()), sourceFolder+"/factories.py", `
def dark_lamp(json: Any) -> LampBuilder:
    """Start a `+"``LampBuilder``"+` with not true.

    Args:
        json: Any document.
    """
    return LampBuilder({"not": True, "json": json})
`)
}

// door is a small operation whose body says which of its members are usual
// arguments.
func door() *ir.API {
	ports := &ir.Field{
		Name: ir.Words("ports"), WireName: "ports", Doc: "Where to.", Required: true,
		Type: ir.Ref{Kind: ir.List, Elem: &ir.Ref{Kind: ir.Integer}},
	}
	wait := &ir.Field{
		Name: ir.Words("timeout"), WireName: "timeout", Doc: "Waits this many milliseconds.", Unit: "milliseconds",
		Type: ir.Ref{Kind: ir.Integer},
	}
	body := &ir.Type{
		Name: ir.Words("Opening"), WireName: "Opening", Doc: "An opening.", Fields: []*ir.Field{wait, ports}, Positional: []*ir.Field{ports},
	}
	return &ir.API{
		Types: []*ir.Type{body},
		Operations: []*ir.Operation{{
			Name: ir.Words("openDoor"), ID: "openDoor", Method: "PUT", Path: "/door", Summary: "Open", Doc: "Lets people in.",
			Body: &ir.Ref{Kind: ir.Named, Type: body}, Need: true, Status: 200, Also: []int{503}, Fails: []int{400, 406},
		}},
	}
}

func TestTwinsDifferInAwaitingOnly(t *testing.T) {
	const want = `
    DEF open_door(self, *ports: int, timeout: Duration | NotGiven = NOT_GIVEN) -> None:
        """Open.

        Lets people in.

        Args:
            *ports: Where to.
            timeout: Waits this many seconds.

        Raises:
            UnreachableError: The server did not answer, or not in time.
            RefusedError: The server refused.
            VerificationError: What was to be verified did not happen.
        """
        AWAITself.operations.open_door(
            given({"ports": list(ports), "timeout": in_milliseconds(timeout)}),
            timeout=self._patience(timeout),
        )
`
	emitted := files(t, door())
	for _, tw := range twinsOf() {
		snippet := strings.NewReplacer("DEF", tw.Def, "AWAIT", tw.Await).Replace(want)
		emittest.Snippet(t, emitted, sourceFolder+"/"+tw.Folder+"/client.py", snippet)
	}
}

func TestAnswersThatAreNoFailure(t *testing.T) {
	emittest.Snippet(t, files(t, door()), sourceFolder+"/blocking/operations.py", `
        self._transport.send(
            Call("PUT", "/door", body=opening, accepts=frozenset({503})),
            timeout,
        )
`)
}
