package journal

import (
	"fmt"
	"math/rand"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"
	"github.com/mockserver/mockserver/server/internal/model"
)

// call is one use of the journal: what was asked and what came back.
type call struct{ verb, path string }

// journalModel is what a journal means when one call follows another: a list
// of paths in the order of their sequence numbers.
var journalModel = porcupine.Model{
	Init: func() any { return "" },
	Step: func(state, input, output any) (bool, any) {
		list, c := state.(string), input.(call)
		switch c.verb {
		case "append":
			return true, list + c.path + " "
		case "clear":
			return true, strings.ReplaceAll(list, c.path+" ", "")
		case "count":
			return output == fmt.Sprint(strings.Count(list, c.path+" ")), list
		default:
			return output == list, list
		}
	},
}

func (c call) do(j *Journal) string {
	switch c.verb {
	case "append":
		j.Append(exchange(c.path))
	case "clear":
		j.Clear(func(r *model.Request) bool { return r.Path == c.path }, nil)
	case "count":
		return fmt.Sprint(len(j.Exchanges(func(e *model.Exchange) bool { return e.Request.Path == c.path })))
	case "read":
		var list strings.Builder
		v := j.View()
		for e := range v.Exchanges() {
			list.WriteString(e.Request.Path + " ")
		}
		return list.String()
	}
	return ""
}

// CP-207: a read, and so a verification, sees every append that returned before
// it began, whatever else goes on.
func TestCP207_Linearizable(t *testing.T) {
	const rounds, callers, calls = 40, 4, 14
	verbs := []string{"append", "append", "append", "read", "count", "clear"}
	for round := range rounds {
		j := New(Options{})
		var mutex sync.Mutex
		var history []porcupine.Operation
		var done sync.WaitGroup
		for id := range callers {
			random := rand.New(rand.NewSource(int64(round*callers + id)))
			done.Go(func() {
				for range calls {
					c := call{verbs[random.Intn(len(verbs))], []string{"/a", "/b"}[random.Intn(2)]}
					start := time.Now().UnixNano()
					output := c.do(j)
					end := time.Now().UnixNano()
					mutex.Lock()
					history = append(history, porcupine.Operation{ClientId: id, Input: c, Call: start, Output: output, Return: end})
					mutex.Unlock()
				}
			})
		}
		done.Wait()
		if result := porcupine.CheckOperationsTimeout(journalModel, history, 20*time.Second); result != porcupine.Ok {
			t.Fatalf("round %d: the history is %s: %v", round, result, history)
		}
	}
}
