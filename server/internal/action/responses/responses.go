// Package responses is the action httpResponses: each use of the expectation
// gives one of several configured answers.
package responses

import (
	"context"
	"errors"
	"strconv"
	"sync/atomic"

	"github.com/mockserver/mockserver/server/internal/action"
	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// Kind is the member of an expectation that names this action. Its
// configuration holds that member and those that choose: responseMode,
// responseWeights and switchAfter.
const Kind = "httpResponses"

// Compiler returns the compiler of this kind. one compiles each answer; below
// returns a number from 0 to n-1 and is called by several goroutines at once.
func Compiler(one action.Compiler, below func(n int64) int64) action.Compiler {
	return func(config jsontree.Value) (action.Action, error) {
		given, _ := config.Get(Kind)
		if len(given.Items) == 0 {
			return nil, errors.New("$.httpResponses: at least one response is needed")
		}
		several := &responses{}
		for _, item := range given.Items {
			answer, err := one(item)
			if err != nil {
				return nil, err
			}
			several.answers = append(several.answers, answer)
		}
		several.choose = chooser(config, int64(len(several.answers)), below)
		return several, nil
	}
}

// responses counts its uses: a stored expectation starts afresh when it is
// replaced, because it is compiled anew.
type responses struct {
	answers []action.Action
	choose  func(use int64) int64 // the answer of a use, counted from 0
	uses    atomic.Int64
}

// Do implements action.Action.
func (r *responses) Do(ctx context.Context, x action.Exchange) error {
	return r.answers[r.choose(r.uses.Add(1)-1)].Do(ctx, x)
}

// chooser is how one of count answers is chosen.
func chooser(config jsontree.Value, count int64, below func(int64) int64) func(use int64) int64 {
	mode, _ := config.Get("responseMode")
	switch mode.Text {
	case "RANDOM":
		return func(int64) int64 { return below(count) }
	case "WEIGHTED":
		return weighted(weightsOf(config, count), below)
	case "SWITCH":
		after := int64(1)
		if given, ok := config.Get("switchAfter"); ok {
			after = number(given)
		}
		return func(use int64) int64 { return min(use/after, count-1) }
	}
	return func(use int64) int64 { return use % count }
}

// weightsOf is the weight of each answer: 1 where none is given.
func weightsOf(config jsontree.Value, count int64) []int64 {
	given, _ := config.Get("responseWeights")
	weights := make([]int64, count)
	for i := range weights {
		weights[i] = 1
		if i < len(given.Items) {
			weights[i] = number(given.Items[i])
		}
	}
	return weights
}

// weighted chooses each answer as often as its share of all weights says.
func weighted(weights []int64, below func(int64) int64) func(int64) int64 {
	total := int64(0)
	for _, weight := range weights {
		total += weight
	}
	return func(int64) int64 {
		left := below(total)
		for i, weight := range weights {
			if left -= weight; left < 0 {
				return int64(i)
			}
		}
		return int64(len(weights) - 1)
	}
}

// number is a count, which is at least 1.
func number(v jsontree.Value) int64 {
	n, err := strconv.ParseFloat(v.Text, 64)
	if err != nil {
		return 1
	}
	return max(int64(n), 1)
}
