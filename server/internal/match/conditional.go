package match

import "github.com/mockserver/mockserver/server/internal/model"

// conditional picks the matcher that decides: yes where guard matches, else no.
// Either may be nil, which counts as matched.
type conditional struct{ guard, yes, no *Matcher }

func compileConditional(m *model.RequestMatcher, o Options) (*Matcher, error) {
	c := &conditional{}
	for _, branch := range []struct {
		name  string
		model *model.RequestMatcher
		to    **Matcher
	}{{"if", m.Conditional.If, &c.guard}, {"then", m.Conditional.Then, &c.yes}, {"else", m.Conditional.Else, &c.no}} {
		if branch.model == nil {
			continue
		}
		compiled, err := Compile(branch.model, o)
		if err != nil {
			return nil, inside(branch.name, err)
		}
		*branch.to = compiled
	}
	return &Matcher{not: m.Not, compound: c}, nil
}

// inside names the member that holds the one to blame.
func inside(member string, err error) error {
	if inner, ok := err.(*Error); ok {
		return &Error{member + "." + inner.Field, inner.Err}
	}
	return err
}

// nothing is a matcher that no request satisfies.
var nothing = &Matcher{not: true}

// chosen returns the matcher that decides, nil when there is nothing to ask.
func (c *conditional) chosen(guarded bool) *Matcher {
	switch {
	case c.guard == nil:
		return nothing
	case guarded:
		return c.yes
	}
	return c.no
}

func (c *conditional) branch(r *Request) *Matcher {
	return c.chosen(c.guard != nil && c.guard.Match(r))
}

func (c *conditional) match(r *Request) bool {
	branch := c.branch(r)
	return branch == nil || branch.Match(r)
}

func (c *conditional) explain(r *Request) Explanation {
	if branch := c.branch(r); branch != nil {
		return branch.Explain(r)
	}
	return Explanation{Matched: true}
}

func (c *conditional) pathKeys() []PathKey { return []PathKey{{}} }

func (c *conditional) differences(r *Request, limit int) int {
	if branch := c.branch(r); branch != nil {
		return branch.Differences(r, limit)
	}
	return 0
}

func (c *conditional) matchStored(d *definition) bool {
	branch := c.chosen(c.guard != nil && c.guard.matchStored(d))
	return branch == nil || branch.matchStored(d)
}
