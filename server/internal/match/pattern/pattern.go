// Package pattern matches text against Java-style regular expressions, because
// existing expectations are written in that dialect.
//
// A pattern is parsed by Java's rules into a tree of character sets and
// constructs (parse.go), which is written out again for an engine: the standard
// one where its meaning is the same, and its time linear, else a backtracking
// one under a time limit (emit.go). The text that every match must hold is
// read off the tree as well (literal.go).
package pattern

import (
	"errors"
	"fmt"
	"regexp"
	"time"

	"github.com/dlclark/regexp2/v2"
)

// MaxLength is the longest pattern considered, in characters: a longer one is refused.
const MaxLength = 8192

// DefaultTimeout bounds the evaluation of one pattern for one request.
const DefaultTimeout = 5 * time.Second

// Options say how a pattern is read.
type Options struct {
	ExactCase bool          // letters match their own case alone
	OneLine   bool          // "." stops at line terminators
	Timeout   time.Duration // most time a pattern may cost one request; 0 means DefaultTimeout
}

// Pattern is a compiled regular expression. It is safe for concurrent use.
type Pattern struct {
	source   string
	flags    flags
	timeout  time.Duration
	literals Literals
	glob     *glob          // set when the pattern is literals and ".*" alone
	fast     *regexp.Regexp // else one of the two
	slow     *regexp2.Regexp
}

// Compile reads source as Java does with DOTALL, and with CASE_INSENSITIVE and
// UNICODE_CASE unless ExactCase. The error says why it is not a pattern.
func Compile(source string, o Options) (*Pattern, error) {
	if len(source) > MaxLength && len([]rune(source)) > MaxLength {
		return nil, fmt.Errorf("the pattern is longer than %d characters", MaxLength)
	}
	f := flags{dotAll: !o.OneLine, ignoreCase: !o.ExactCase, unicodeCase: !o.ExactCase}
	tree, err := parse(source, f)
	if err != nil {
		return nil, err
	}
	if o.Timeout == 0 {
		o.Timeout = DefaultTimeout
	}
	p := &Pattern{source: source, flags: f, timeout: o.Timeout, literals: literalsOf(tree), glob: globOf(tree)}
	if p.glob != nil {
		return p, nil
	}
	if err := p.compile(tree); err != nil {
		return nil, err
	}
	return p, nil
}

func (p *Pattern) compile(tree *node) error {
	if text, ok := write(tree, true); ok {
		if re, err := regexp.Compile(text); err == nil {
			p.fast = re
			return nil
		} // too large for the standard engine
	}
	text, _ := write(tree, false)
	re, err := regexp2.Compile(text, regexp2.OptionMaxBacktrackingStackSize(maxStack))
	if err != nil {
		return fmt.Errorf("the pattern is not supported: %w", err)
	}
	p.slow = re
	return nil
}

// maxStack bounds the memory of one backtracking match, in integers.
const maxStack = 1 << 20

// Source returns the pattern as it was given.
func (p *Pattern) Source() string { return p.source }

// Required returns the text that every match holds.
func (p *Pattern) Required() Literals { return p.literals }

// Match reports whether the whole of text matches. What b has left bounds the
// time; when that is used up the answer is no.
func (p *Pattern) Match(text string, b *Budget) bool {
	switch {
	case p.glob != nil:
		return p.glob.match(text)
	case !p.literals.admit(text):
		return false
	case p.fast != nil && len(text)*len(p.source) < maxDirect:
		return p.fast.MatchString(text)
	}
	return p.limited(text, b)
}

// Late says that b has no time left for the pattern, nil when it has.
func (p *Pattern) Late(b *Budget) []string {
	if p == nil || !b.Late(p.source) {
		return nil
	}
	return []string{fmt.Sprintf("the pattern %s took longer than %v", p.source, p.timeout)}
}

// maxDirect is the product of text and pattern up to which the standard engine
// is far from any time limit.
const maxDirect = 1 << 22

// limited matches within what the budget leaves of the time limit.
func (p *Pattern) limited(text string, b *Budget) bool {
	left := b.Left(p.source, p.timeout)
	if left <= 0 {
		return false
	}
	start := time.Now()
	ok, err := p.run(text, left)
	b.Charge(p.source, time.Since(start), p.timeout, errors.Is(err, errTimeout))
	return ok && err == nil
}

var errTimeout = errors.New("out of time")

func (p *Pattern) run(text string, limit time.Duration) (bool, error) {
	if p.fast != nil {
		return matchWithin(p.fast, text, limit)
	}
	limited := *p.slow
	limited.MatchTimeout = limit
	ok, err := limited.MatchString(text)
	if err != nil && !errors.Is(err, regexp2.ErrBacktrackingStackLimit) {
		err = errTimeout // the only other error there is
	}
	return ok, err
}
