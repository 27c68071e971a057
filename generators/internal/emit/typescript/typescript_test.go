package typescript

import (
	"path"
	"regexp"
	"testing"

	"github.com/mockserver/mockserver/generators/internal/emit"
	"github.com/mockserver/mockserver/generators/internal/emit/emittest"
	"github.com/mockserver/mockserver/generators/internal/ir"
)

func TestGolden(t *testing.T) { emittest.Golden(t, "typescript", Files) }

func TestImportsPointOneWay(t *testing.T) {
	imported := regexp.MustCompile(`(?m) from "(\..*)\.js";$`)
	emittest.ImportsPointOneWay(t, Files, func(f emit.File) []string {
		var paths []string
		for _, m := range imported.FindAllStringSubmatch(string(f.Content), -1) {
			paths = append(paths, path.Join(path.Dir(f.Path), m[1])+".ts")
		}
		return paths
	}, "/all-of-body.ts", "/body.ts")
}

func TestDeterministic(t *testing.T) { emittest.Deterministic(t, Files) }

func emitted(t *testing.T, api *ir.API) []emit.File {
	t.Helper()
	files, err := Files(api)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func named(t *ir.Type) ir.Ref { return ir.Ref{Kind: ir.Named, Type: t} }

func listOf(elem ir.Ref) ir.Ref { return ir.Ref{Kind: ir.List, Elem: &elem} }

func TestModel(t *testing.T) {
	cup := &ir.Type{
		Name: ir.Words("Cup"), WireName: "Cup", Doc: "Holds tea.", Kind: ir.Object,
		Fields: []*ir.Field{
			{Name: ir.Words("x-size"), WireName: "x-size", Doc: "How big. */", Type: ir.Ref{Kind: ir.Number}, Required: true},
			{Name: ir.Words("sips"), WireName: "sips", Doc: "Left.", Type: ir.Ref{Kind: ir.Integer, Bits: 32}, Default: "3"},
			{Name: ir.Words("maker"), WireName: "maker", Doc: "Who made it.", Type: ir.Ref{Kind: ir.String}, ReadOnly: true},
			{Name: ir.Words("stains"), WireName: "stains", Doc: "Where.", Type: listOf(ir.Ref{Kind: ir.Map, Elem: &ir.Ref{Kind: ir.Any}})},
		},
	}
	emittest.Snippet(t, emitted(t, &ir.API{Types: []*ir.Type{cup}}), source+"models/cup.ts", `
/** Holds tea. */
export interface Cup {
  /** How big. *\/ */
  "x-size": number;
  /**
   * Left.
   *
   * @defaultValue 3
   */
  sips?: number;
  /** Who made it. */
  readonly maker?: string;
  /** Where. */
  stains?: Record<string, unknown>[];
}
`)
}

func TestEnumAllowsNewerValues(t *testing.T) {
	kind := &ir.Type{
		Name: ir.Words("TeaKind"), WireName: "TeaKind", Doc: "A kind of tea.", Kind: ir.Enum, Values: []string{"GREEN", "BLACK"},
	}
	emittest.Snippet(t, emitted(t, &ir.API{Types: []*ir.Type{kind}}), source+"models/tea-kind.ts", `
/** A kind of tea. */
export type TeaKind = "GREEN" | "BLACK" | (string & {});
`)
}

func TestBuilder(t *testing.T) {
	leaf := ir.Ref{Kind: ir.String}
	pot := &ir.Type{
		Name: ir.Words("Pot"), WireName: "Pot", Doc: "Makes tea.", Kind: ir.Object,
		Fields:  []*ir.Field{{Name: ir.Words("leaves"), WireName: "leaves", Doc: "What is in it.", Type: listOf(leaf), Append: ir.Words("leaf")}},
		Builder: &ir.Builder{Name: ir.Words("pot")},
	}
	pot.Factories = []*ir.Factory{{Name: ir.Words("new"), Set: []ir.Fixed{{Field: pot.Fields[0], Value: `["mint"]`}}}}
	files := emitted(t, &ir.API{Types: []*ir.Type{pot}})
	emittest.Snippet(t, files, source+"builders/pot.ts", `
/** Begins a Pot with leaves ["mint"]. */
export function new_(): PotBuilder {
  return new PotBuilder({ leaves: ["mint"] });
}

export { new_ as new };
`)
	emittest.Snippet(t, files, source+"builders/pot.ts", `
  /**
   * What is in it.
   *
   * Adds values.
   */
  leaf(...values: string[]): PotBuilder {
    return this.#with({ leaves: [...(this.data.leaves ?? []), ...values] });
  }
`)
}

func TestOperationTakesUsualArgumentsAndOptions(t *testing.T) {
	cup := &ir.Type{
		Name: ir.Words("Cup"), WireName: "Cup", Doc: "Holds tea.", Kind: ir.Object,
		Fields: []*ir.Field{
			{Name: ir.Words("tea"), WireName: "tea", Doc: "What is in it.", Type: ir.Ref{Kind: ir.String}, Required: true},
			{Name: ir.Words("timeout"), WireName: "timeout", Doc: "How long it may steep.", Type: ir.Ref{Kind: ir.Integer, Bits: 64}, Unit: "milliseconds"},
		},
	}
	cup.Positional = []*ir.Field{cup.Fields[0], {Name: ir.Words("sugars"), WireName: "sugars", Type: listOf(ir.Ref{Kind: ir.Integer, Bits: 32})}}
	body, result := named(cup), named(cup)
	pour := &ir.Operation{
		Name: ir.Words("pour"), ID: "pour", Method: "PUT", Path: "/pour", Summary: "Pour", Doc: "Pours once.",
		Body: &body, Need: true, Status: 200, Result: &result, Also: []int{418},
	}
	files := emitted(t, &ir.API{Types: []*ir.Type{cup}, Operations: []*ir.Operation{pour}})
	emittest.Snippet(t, files, source+"operations.ts", `
  /**
   * Pour.
   *
   * Pours once.
   */
  async pour(tea: string, sugars?: number[], options: PourOptions = {}): Promise<Cup> {
    return (await this.send({
      method: "PUT",
      path: "/pour",
      body: {
        tea,
        sugars,
        timeout: options.timeoutMs,
      },
      answer: "json",
      also: [418],
      waitMs: options.timeoutMs,
    })) as Cup;
  }
`)
}

func TestOperationTakesTheShortFormOfItsBody(t *testing.T) {
	limit := &ir.Field{Name: ir.Words("limit"), WireName: "limit", Doc: "At most.", Type: ir.Ref{Kind: ir.Integer, Bits: 32}}
	bounds := &ir.Type{
		Name: ir.Words("Bounds"), WireName: "Bounds", Doc: "Bounds.", Kind: ir.Object,
		Fields: []*ir.Field{limit}, Positional: []*ir.Field{limit},
	}
	for need, want := range map[bool]string{
		false: `
  async list(bounds?: number | Bounds): Promise<void> {
    await this.send({
      method: "PUT",
      path: "/list",
      body: ifGiven(bounds, toBounds),
      answer: "none",
    });
  }`,
		true: `
  async list(bounds: number | Bounds): Promise<void> {
    await this.send({
      method: "PUT",
      path: "/list",
      body: toBounds(bounds),
      answer: "none",
    });
  }`,
	} {
		body := named(bounds)
		op := &ir.Operation{
			Name: ir.Words("list"), ID: "list", Method: "PUT", Path: "/list", Summary: "List", Doc: "Lists.", Body: &body, Need: need,
		}
		files := emitted(t, &ir.API{Types: []*ir.Type{bounds}, Operations: []*ir.Operation{op}})
		emittest.Snippet(t, files, source+"operations.ts", want)
	}
}

func TestLongLinesAreBroken(t *testing.T) {
	got := parameters(2, "method", []string{"first: SomethingThatIsLong", "...rest: SomethingElseThatIsLongerStill[]"},
		": Promise<SomethingThatMakesTheLineTooLong> {")
	want := `method(
    first: SomethingThatIsLong,
    ...rest: SomethingElseThatIsLongerStill[]
  ): Promise<SomethingThatMakesTheLineTooLong> {`
	if got != want {
		t.Errorf("got:\n%s", got)
	}
}
