package pattern

import (
	"slices"
	"time"
)

// Budget counts what backtracking patterns have cost one request (or one
// filtered look through the journal), so that a catastrophic one is paid for
// once however many expectations use it. The zero value is ready; a Budget is
// not safe for concurrent use.
type Budget struct {
	cost      map[string]time.Duration
	exhausted []string
	compiled  map[key]*Pattern
}

// key identifies a compiled pattern.
type key struct {
	source  string
	options Options
}

// maxCompiled bounds the patterns remembered by one Budget.
const maxCompiled = 1024

// Compile is Compile, remembering what it compiled: a look through many
// recorded values tries each as a pattern. It returns nil for what is none.
func (b *Budget) Compile(source string, o Options) *Pattern {
	k := key{source, o}
	if p, ok := b.compiled[k]; ok {
		return p
	}
	p, _ := Compile(source, o)
	if len(b.compiled) < maxCompiled {
		if b.compiled == nil {
			b.compiled = make(map[key]*Pattern)
		}
		b.compiled[k] = p
	}
	return p
}

// Exhausted returns the patterns that ran out of time, in the order they did.
func (b *Budget) Exhausted() []string { return b.exhausted }

func (b *Budget) spent(source string) time.Duration { return b.cost[source] }

// minimumCharge keeps cheap evaluations, nearly all of them, off the books.
const minimumCharge = time.Millisecond

// charge adds what an evaluation of source has cost; one that ran out of time
// has used up the whole of limit.
func (b *Budget) charge(source string, cost, limit time.Duration, late bool) {
	if cost < minimumCharge && !late {
		return
	}
	if b.cost == nil {
		b.cost = make(map[string]time.Duration)
	}
	b.cost[source] += cost
	if late {
		b.cost[source] = max(b.cost[source], limit)
	}
	if b.cost[source] >= limit && !slices.Contains(b.exhausted, source) {
		b.exhausted = append(b.exhausted, source)
	}
}
