// Package rule holds the value rules that every part of a request is compared
// by: one string, a map of names to several values, a map of names to one.
//
// A rule is compiled once and safe for concurrent use. What it may spend on
// slow patterns is counted in the pattern.Budget it is handed.
package rule

import (
	"fmt"
	"strings"

	"github.com/mockserver/mockserver/server/internal/match/pattern"
	"github.com/mockserver/mockserver/server/internal/match/schema"
	"github.com/mockserver/mockserver/server/internal/model"
)

// Options say how rules compare.
type Options struct {
	Pattern pattern.Options
	// Reverse makes each stored value also act as the matcher of the rule's
	// own: how a filter finds expectations and recorded requests.
	Reverse bool
}

// Text compares one string: equal, else equal but for case, else a regular
// expression over the whole of it. A blank one accepts anything, as does
// model.Redacted.
type Text struct {
	schema  *schema.Schema
	pattern *pattern.Pattern
	blank   bool
	literal bool // no character is special: only equality can match
	options Options
	model   model.StringMatcher
}

// NewText compiles m. A value that is no valid pattern stays a literal; a
// schema that is none is an error.
func NewText(m model.StringMatcher, o Options) (*Text, error) {
	t := &Text{model: m, options: o}
	if m.Schema != nil {
		s, err := schema.Compile(*m.Schema)
		if err != nil {
			return nil, fmt.Errorf("schema: %w", err)
		}
		t.schema = s
		return t, nil
	}
	t.blank = strings.TrimSpace(m.Value) == "" || m.Value == model.Redacted
	t.literal = pattern.IsLiteral(m.Value)
	if !t.blank && !t.literal {
		t.pattern, _ = pattern.Compile(m.Value, o.Pattern)
	}
	return t, nil
}

// Model returns what the rule was compiled from.
func (t *Text) Model() model.StringMatcher { return t.model }

// Match reports whether actual satisfies the rule.
func (t *Text) Match(actual string, b *pattern.Budget) bool {
	return t.holds(actual, b) != t.model.Not
}

// MatchStored reports whether a value of a stored matcher satisfies the rule
// as a filter: two negated ones are compared by what they negate.
func (t *Text) MatchStored(stored model.StringMatcher, b *pattern.Budget) bool {
	return t.holdsStored(stored, b) == (t.model.Not == stored.Not)
}

// holds is Match without the negation.
func (t *Text) holds(actual string, b *pattern.Budget) bool {
	switch {
	case t.schema != nil:
		return t.schema.MatchText(actual, b)
	case t.blank, t.equal(actual):
		return true
	case t.pattern != nil && t.pattern.Match(actual, b):
		return true
	}
	return t.options.Reverse && t.reversed(actual, b)
}

func (t *Text) equal(actual string) bool {
	if t.options.Pattern.ExactCase {
		return actual == t.model.Value
	}
	return pattern.EqualFold(actual, t.model.Value)
}

// reversed tries the stored value as a pattern over the rule's own.
func (t *Text) reversed(stored string, b *pattern.Budget) bool {
	if pattern.IsLiteral(stored) {
		return false
	}
	p := b.Compile(stored, t.options.Pattern)
	return p != nil && p.Match(t.model.Value, b)
}

func (t *Text) holdsStored(stored model.StringMatcher, b *pattern.Budget) bool {
	switch {
	case stored.Schema == nil:
		return t.holds(stored.Value, b)
	case t.model.Schema != nil:
		return t.model.Schema.Equal(*stored.Schema)
	}
	s, err := schema.Compile(*stored.Schema)
	return err == nil && (t.blank || s.MatchText(t.model.Value, b))
}

// Explain says in words why actual does not satisfy the rule; "" when it does.
func (t *Text) Explain(actual string, b *pattern.Budget) string {
	if t.Match(actual, b) {
		return ""
	}
	if t.schema != nil {
		return Reason("schema", t.Expected(), actual, t.schema.Explain(actual, b)...)
	}
	return Reason("string or regex", t.Expected(), actual, append(t.pattern.Late(b), t.why(actual)...)...)
}

// why names what is easily overlooked.
func (t *Text) why(actual string) []string {
	if !t.model.Not && !t.literal && t.pattern == nil {
		return []string{"what is expected is no regular expression, so that only the same text matches"}
	}
	return Alike(t.Expected(), actual)
}

// Expected returns the value asked for, as people write it.
func (t *Text) Expected() string {
	text := t.model.Value
	if t.schema != nil {
		text = t.schema.String()
	}
	if t.model.Not {
		return "!" + text
	}
	return text
}

// Literal returns the only text the rule accepts, in the form of pattern.Fold,
// besides what Required describes; "" when it may accept any text.
func (t *Text) Literal() string {
	if t.unbounded() {
		return ""
	}
	return pattern.Fold(t.model.Value)
}

// Required returns what any other text the rule accepts must hold; nil when it
// accepts no other.
func (t *Text) Required() *pattern.Literals {
	if t.unbounded() || t.pattern == nil {
		return nil
	}
	required := t.pattern.Required()
	return &required
}

// unbounded reports whether nothing simple can be said of what the rule accepts.
func (t *Text) unbounded() bool {
	return t.blank || t.schema != nil || t.model.Not || t.options.Reverse
}
