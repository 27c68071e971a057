// Package pattern matches text against Java-style regular expressions, because
// existing expectations are written in that dialect.
package pattern

import (
	"time"

	"github.com/dlclark/regexp2/v2"
)

// MaxLength is the longest pattern considered, in bytes: a longer one is refused.
const MaxLength = 8192

// DefaultTimeout bounds the evaluation of one pattern for one request.
const DefaultTimeout = 5 * time.Second

// Options say how a pattern is read.
type Options struct {
	ExactCase bool          // letters match their own case alone
	Timeout   time.Duration // most time a pattern may cost one request; 0 means DefaultTimeout
}

// Pattern is a compiled regular expression. It is safe for concurrent use.
type Pattern struct {
	source  string
	timeout time.Duration
	slow    *regexp2.Regexp
}

// Compile reads source as Java does with DOTALL, and with CASE_INSENSITIVE and
// UNICODE_CASE unless ExactCase. The error says why it is not a pattern.
func Compile(source string, o Options) (*Pattern, error) {
	flags := regexp2.Singleline
	if !o.ExactCase {
		flags |= regexp2.IgnoreCase
	}
	re, err := regexp2.Compile(`\A(?:`+source+`)\z`, flags)
	if err != nil {
		return nil, err
	}
	if o.Timeout == 0 {
		o.Timeout = DefaultTimeout
	}
	return &Pattern{source: source, timeout: o.Timeout, slow: re}, nil
}

// Source returns the pattern as it was given.
func (p *Pattern) Source() string { return p.source }

// Match reports whether the whole of text matches. What b has left bounds the
// time; when that is used up the answer is no.
func (p *Pattern) Match(text string, b *Budget) bool {
	left := p.timeout - b.spent(p.source)
	if left <= 0 {
		return false
	}
	limited := *p.slow
	limited.MatchTimeout = left
	start := time.Now()
	ok, err := limited.MatchString(text)
	b.charge(p.source, time.Since(start), err != nil)
	return ok && err == nil
}
