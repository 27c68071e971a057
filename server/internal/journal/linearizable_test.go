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

// state is a journal: paths in the order of their sequence numbers, and how
// many went for room.
type state struct {
	list    string
	evicted int
}

func (s state) append(path string, most int) state {
	s.list += path + " "
	if strings.Count(s.list, " ") > most {
		s.list = s.list[strings.IndexByte(s.list, ' ')+1:]
		s.evicted++
	}
	return s
}

// journalModel is what a journal of at most most records means when one call
// follows another.
func journalModel(most int) porcupine.Model {
	return porcupine.Model{
		Init: func() any { return state{} },
		Step: func(before, input, output any) (bool, any) {
			s, c := before.(state), input.(call)
			switch c.verb {
			case "append":
				return true, s.append(c.path, most)
			case "clear":
				return true, state{strings.ReplaceAll(s.list, c.path+" ", ""), s.evicted}
			case "reset":
				return true, state{}
			case "count":
				return output == fmt.Sprint(strings.Count(s.list, c.path+" ")), s
			case "evicted":
				return output == fmt.Sprint(s.evicted), s
			default:
				return output == s.list, s
			}
		},
	}
}

func (c call) do(j *Journal) string {
	switch c.verb {
	case "append":
		j.Append(exchange(c.path))
	case "clear":
		j.Clear(func(r *model.Request) bool { return r.Path == c.path }, nil)
	case "reset":
		j.Reset()
	case "evicted":
		return fmt.Sprint(j.Lost().Exchanges)
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
// it began, whatever else goes on: appends, clears, resets, evictions.
func TestCP207_Linearizable(t *testing.T) {
	const rounds, callers, calls = 40, 4, 14
	verbs := []string{"append", "append", "append", "append", "append", "append", "read", "read", "count", "count", "evicted", "clear", "clear", "reset"}
	for round := range rounds {
		most := []int{3, DefaultMaxRecords}[round%2]
		j := New(Options{MaxRecords: most})
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
		if result := porcupine.CheckOperationsTimeout(journalModel(most), history, 20*time.Second); result != porcupine.Ok {
			t.Fatalf("round %d: the history is %s: %v", round, result, history)
		}
	}
}
