package pattern

import "math"

// kind says what a node is.
type kind uint8

const (
	empty       kind = iota
	char             // one character of a set
	concat           // subs in order
	alternate        // one of subs
	group            // capturing, number
	repeat           // subs[0], least..most times
	atomic           // subs[0] without going back into it
	look             // look around at subs[0]
	backRef          // what group number captured
	textStart        // \A
	textEnd          // \z
	lastLineEnd      // $ and \Z: the end, or before a final line terminator
	lineStart        // ^ under MULTILINE
	lineEnd          // $ under MULTILINE
	wordEdge         // \b
	notWordEdge      // \B
	never            // matches nothing
)

// greed says how a repeat goes about it.
type greed uint8

const (
	greedy greed = iota
	lazy
	possessive
)

// unbounded is the most of a repeat without an upper limit.
const unbounded = math.MaxInt32

// node is one element of a parsed pattern.
type node struct {
	kind        kind
	subs        []*node
	set         set  // char
	literal     rune // char: the character as written, when it is one; else -1
	number      int  // group, backRef
	least, most int  // repeat
	greed       greed
	behind, not bool   // look
	casing      casing // backRef
	unixLines   bool   // line ends: \n alone
}

// longest returns the most characters n can consume; unbounded without limit.
func (n *node) longest() int {
	switch n.kind {
	case char:
		return 1
	case concat:
		total := 0
		for _, s := range n.subs {
			total = saturate(total + s.longest())
		}
		return total
	case alternate:
		most := 0
		for _, s := range n.subs {
			most = max(most, s.longest())
		}
		return most
	case group, atomic:
		return n.subs[0].longest()
	case repeat:
		if n.subs[0].kind == char && n.most == unbounded {
			return long
		}
		return saturatedProduct(n.subs[0].longest(), n.most)
	case backRef, never:
		return unbounded
	}
	return 0
}

// long is what Java takes a run of one character for in a look-behind.
const long = 1 << 20

func saturate(n int) int { return min(n, unbounded) }

func saturatedProduct(a, b int) int {
	if a == 0 || b == 0 {
		return 0
	}
	if a >= unbounded || b >= unbounded || a > unbounded/b {
		return unbounded
	}
	return a * b
}
