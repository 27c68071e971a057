package pattern

import (
	"slices"
	"time"
)

// Budget counts what slow expressions - patterns that backtrack, XPaths - have
// cost one request (or one filtered look through the journal), so that a
// catastrophic one is paid for once however many expectations use it. The zero
// value is ready; a nil one forgets. A Budget is not safe for concurrent use.
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

// Exhausted returns what ran out of time, in the order it did.
func (b *Budget) Exhausted() []string { return b.exhausted }

// Late reports whether what is called name ran out of time.
func (b *Budget) Late(name string) bool { return b != nil && slices.Contains(b.exhausted, name) }

// Left returns how much of limit what is called name may still take: an
// expression goes by its source.
func (b *Budget) Left(name string, limit time.Duration) time.Duration {
	if b == nil {
		return limit
	}
	return limit - b.cost[name]
}

// minimumCharge keeps cheap evaluations, nearly all of them, off the books.
const minimumCharge = time.Millisecond

// Charge adds what an evaluation of name has cost; one that ran out of time
// has used up the whole of limit.
func (b *Budget) Charge(name string, cost, limit time.Duration, late bool) {
	if b == nil || cost < minimumCharge && !late {
		return
	}
	if b.cost == nil {
		b.cost = make(map[string]time.Duration)
	}
	b.cost[name] += cost
	if late {
		b.cost[name] = max(b.cost[name], limit)
	}
	if b.cost[name] >= limit && !b.Late(name) {
		b.exhausted = append(b.exhausted, name)
	}
}
