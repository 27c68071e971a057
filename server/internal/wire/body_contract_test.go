package wire

import (
	"testing"

	"github.com/mockserver/mockserver/server/internal/gen/vocabulary"
	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// toy is a kind of body that only the contract knows.
func toy() vocabulary.Kind {
	return vocabulary.Kind{
		Name: "TOY", Usual: vocabulary.Member{Name: "toy", Required: true, Shape: vocabulary.Text},
		Options: []vocabulary.Member{
			{Name: "size", Shape: vocabulary.Text, Values: []string{"BIG", "SMALL"}},
			{Name: "loud", Shape: vocabulary.Flag},
			{Name: "weight", Shape: vocabulary.Number, Least: "0.5"},
			{Name: "wheels", Shape: vocabulary.Whole, Most: "8"},
			{Name: "parts", Shape: vocabulary.Texts},
			{Name: "labels", Shape: vocabulary.MultiMap},
			{Name: "inside", Shape: vocabulary.Bodies},
			{Name: "more", Shape: vocabulary.Any},
			{Name: "not", Shape: vocabulary.Flag},
		},
	}
}

func TestContractKinds(t *testing.T) {
	kinds := contractKinds([]vocabulary.Kind{{Name: "JSON"}, toy()}, listedKinds)
	if len(kinds) != 1 || kinds[0].name != "TOY" {
		t.Fatalf("%v", kinds)
	}
	for given, want := range map[string]string{
		`{"type":"TOY","toy":"a"}`: "",
		`{"not":true,"type":"TOY","toy":"a","size":"BIG","loud":false,"weight":1.50,"parts":["b"],"more":[{}]}`: "",
		`{"type":"TOY","toy":"a","labels":{"c":"d"}}`:                                                           `{"type":"TOY","toy":"a","labels":{"c":["d"]}}`,
		`{"type":"TOY","toy":"a","inside":["b",{"c":1}]}`:                                                       "",
		`{"type":"TOY","TOY":"a","unknown":1}`:                                                                  `{"type":"TOY","toy":"a"}`,
	} {
		if want == "" {
			want = given
		}
		var r reader
		b := r.typedBody(nil, tree(t, given), &kinds[0], false)
		if got := string(bodyValue(b, false).AppendCompact(nil)); got != want || len(r.violations) > 0 || b.Text != "a" {
			t.Errorf("%s: got %s with text %q, %v; want %s", given, got, b.Text, r.violations, want)
		}
	}
}

func TestContractKindsRefuse(t *testing.T) {
	kinds := contractKinds([]vocabulary.Kind{toy()}, listedKinds)
	for given, want := range map[string]string{
		`{"type":"TOY"}`:                            "$.toy: is missing but it is required",
		`{"type":"TOY","toy":5}`:                    "$.toy: integer found, string expected",
		`{"type":"TOY","toy":"a","size":"HUGE"}`:    `$.size: does not have a value in the enumeration ["BIG", "SMALL"]`,
		`{"type":"TOY","toy":"a","loud":"x"}`:       "$.loud: string found, boolean expected",
		`{"type":"TOY","toy":"a","parts":["b",1]}`:  "$.parts[1]: integer found, string expected",
		`{"type":"TOY","toy":"a","weight":0.4}`:     "$.weight: must have a minimum value of 0.5",
		`{"type":"TOY","toy":"a","wheels":9}`:       "$.wheels: must have a maximum value of 8",
		`{"type":"TOY","toy":"a","wheels":1.5}`:     "$.wheels: number found, integer expected",
		`{"type":"TOY","toy":"a","weight":"heavy"}`: "$.weight: string found, number expected",
	} {
		var r reader
		r.typedBody(nil, tree(t, given), &kinds[0], false)
		checkLines(t, given, r.violations, want)
	}
}

func tree(t *testing.T, given string) jsontree.Value {
	t.Helper()
	v, err := jsontree.Parse([]byte(given))
	if err != nil {
		t.Fatal(err)
	}
	return v
}
