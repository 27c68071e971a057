package action_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/mockserver/mockserver/server/internal/action"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// named is an action that can be told apart.
type named struct{ name string }

func (named) Do(context.Context, action.Exchange) error { return nil }

func TestRegistryCompilesThePrimaryAction(t *testing.T) {
	compiler := func(name string) action.Compiler {
		return func(jsontree.Value) (action.Action, error) { return named{name}, nil }
	}
	registry := action.NewRegistry(map[string]action.Compiler{
		"b": compiler("b"), "a": compiler("a"),
		"broken": func(jsontree.Value) (action.Action, error) { return nil, errors.New("broken on purpose") },
	})
	if kinds := registry.Kinds(); !slices.Equal(kinds, []string{"a", "b", "broken"}) {
		t.Errorf("kinds %v", kinds)
	}
	for name, test := range map[string]struct {
		actions []model.Action
		want    string // the action, or what its error says
	}{
		"the only one":        {[]model.Action{{Kind: "a"}}, "a"},
		"the primary of two":  {[]model.Action{{Kind: "a"}, {Kind: "b", Primary: true}}, "b"},
		"two without primary": {[]model.Action{{Kind: "a"}, {Kind: "b"}}, "exactly one must be marked as primary"},
		"none":                {nil, "needs an action"},
		"not known":           {[]model.Action{{Kind: "c"}}, "$.c: this action is not known here"},
		"refused":             {[]model.Action{{Kind: "broken"}}, "broken on purpose"},
	} {
		compiled, err := registry.Compile(&model.Expectation{Actions: test.actions})
		if err == nil && compiled.(named).name != test.want || err != nil && !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, %v", name, compiled, err)
		}
	}
}

func TestDuration(t *testing.T) {
	for _, test := range []struct {
		delay *model.Delay
		want  time.Duration
	}{
		{nil, 0},
		{&model.Delay{Value: 5}, 0},
		{&model.Delay{Unit: "FORTNIGHTS", Value: 5}, 0},
		{&model.Delay{Unit: "SECONDS", Value: -5}, 0},
		{&model.Delay{Unit: "NANOSECONDS", Value: 5}, 5},
		{&model.Delay{Unit: "MICROSECONDS", Value: 5}, 5 * time.Microsecond},
		{&model.Delay{Unit: "MILLISECONDS", Value: 5}, 5 * time.Millisecond},
		{&model.Delay{Unit: "SECONDS", Value: 5}, 5 * time.Second},
		{&model.Delay{Unit: "MINUTES", Value: 5}, 5 * time.Minute},
		{&model.Delay{Unit: "HOURS", Value: 5}, 5 * time.Hour},
		{&model.Delay{Unit: "DAYS", Value: 5}, 5 * 24 * time.Hour},
		{&model.Delay{Unit: "DAYS", Value: math.MaxInt64}, math.MaxInt64},
	} {
		if got := action.Duration(test.delay); got != test.want {
			t.Errorf("%+v: %v", test.delay, got)
		}
	}
}

func TestPause(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		begun := time.Now()
		if err := action.Pause(t.Context(), time.Hour); err != nil || time.Since(begun) != time.Hour {
			t.Errorf("%v after %v", err, time.Since(begun))
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		begun = time.Now()
		if err := action.Pause(ctx, time.Hour); !errors.Is(err, context.DeadlineExceeded) || time.Since(begun) != time.Minute {
			t.Errorf("%v after %v", err, time.Since(begun))
		}
		if err := action.Pause(ctx, 0); err != nil {
			t.Errorf("no pause: %v", err)
		}
	})
}
