package responses_test

import (
	"context"
	"slices"
	"testing"

	"github.com/mockserver/mockserver/server/internal/action"
	"github.com/mockserver/mockserver/server/internal/action/responses"
	"github.com/mockserver/mockserver/server/internal/chance"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// exchange notes the answer it got.
type exchange struct {
	action.Exchange
	reason string
}

func (x *exchange) Record(response *model.Response) { x.reason = response.ReasonPhrase }

// named answers with its reason phrase.
type named string

func (n named) Do(_ context.Context, x action.Exchange) error {
	x.Record(&model.Response{ReasonPhrase: string(n)})
	return nil
}

func compileNamed(config jsontree.Value) (action.Action, error) {
	reason, _ := config.Get("reasonPhrase")
	return named(reason.Text), nil
}

// uses gives the answers of so many uses of several responses a, b and c, as
// one text.
func uses(t *testing.T, choice string, below func(int64) int64, count int) string {
	t.Helper()
	tree, err := jsontree.Parse([]byte(`{"httpResponses":[{"reasonPhrase":"a"},{"reasonPhrase":"b"},{"reasonPhrase":"c"}]` + choice + `}`))
	if err != nil {
		t.Fatal(err)
	}
	several, err := responses.Compiler(compileNamed, below)(tree)
	if err != nil {
		t.Fatal(err)
	}
	text := ""
	for range count {
		x := &exchange{}
		if err := several.Do(t.Context(), x); err != nil {
			t.Fatal(err)
		}
		text += x.reason
	}
	return text
}

// inTurn returns the numbers given, and notes the bound it was asked for.
func inTurn(bound *int64, numbers ...int64) func(int64) int64 {
	return func(n int64) int64 {
		*bound = n
		number := numbers[0]
		numbers = numbers[1:]
		return number
	}
}

func TestCP182Sequential(t *testing.T) {
	for _, choice := range []string{"", `,"responseMode":"SEQUENTIAL","switchAfter":2,"responseWeights":[9]`} {
		if got := uses(t, choice, nil, 7); got != "abcabca" {
			t.Errorf("%s: %s", choice, got)
		}
	}
}

func TestCP183Weighted(t *testing.T) {
	for _, choice := range []struct {
		weights string
		total   int64
		want    string // of every number below total
	}{
		{`,"responseWeights":[2,1,3]`, 6, "aabccc"},
		{`,"responseWeights":[3]`, 5, "aaabc"},
		{`,"responseWeights":[1,1,1,7]`, 3, "abc"},
		{``, 3, "abc"},
	} {
		var bound int64
		var numbers []int64
		for n := range choice.total {
			numbers = append(numbers, n)
		}
		got := uses(t, `,"responseMode":"WEIGHTED"`+choice.weights, inTurn(&bound, numbers...), int(choice.total))
		if got != choice.want || bound != choice.total {
			t.Errorf("%s: %s of %d, want %s", choice.weights, got, bound, choice.want)
		}
	}
}

func TestCP184Switch(t *testing.T) {
	for choice, want := range map[string]string{``: "abccccc", `,"switchAfter":2`: "aabbccc", `,"switchAfter":2.0`: "aabbccc", `,"switchAfter":9`: "aaaaaaa"} {
		if got := uses(t, `,"responseMode":"SWITCH"`+choice, nil, 7); got != want {
			t.Errorf("%s: %s, want %s", choice, got, want)
		}
	}
}

func TestRandom(t *testing.T) {
	var bound int64
	if got := uses(t, `,"responseMode":"RANDOM"`, inTurn(&bound, 2, 0, 1, 1), 4); got != "cabb" || bound != 3 {
		t.Errorf("%s of %d", got, bound)
	}
	drawn := []byte(uses(t, `,"responseMode":"RANDOM"`, chance.Seeded(1).Below, 200))
	if again := uses(t, `,"responseMode":"RANDOM"`, chance.Seeded(1).Below, 200); again != string(drawn) {
		t.Error("the same seed gave other answers")
	}
	slices.Sort(drawn)
	if got := string(slices.Compact(drawn)); got != "abc" {
		t.Errorf("200 uses gave only %s", got)
	}
}

func TestNothingToAnswer(t *testing.T) {
	if _, err := responses.Compiler(compileNamed, nil)(jsontree.ObjectOf()); err == nil {
		t.Error("no response was accepted")
	}
}
