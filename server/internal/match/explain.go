package match

// FieldCount is how many properties of a request are compared.
const FieldCount = 10

// Explanation says how a request and a matcher compare.
type Explanation struct {
	Matched bool
	// Fields holds one result per property the matcher asks about.
	Fields []FieldResult
}

// FieldResult says how one property compares.
type FieldResult struct {
	Name    string // "path", "headers", ...
	Matched bool
	Reasons []string // in words, when not Matched
	// Expected and Actual are the two sides, when not Matched.
	Expected, Actual string
}

// Explain compares every property and says in words where they differ. It is
// for people: Match answers the same question at a fraction of the cost.
func (m *Matcher) Explain(r *Request) Explanation {
	e := m.explainPlain(r)
	if m.not {
		return negated(e)
	}
	return e
}

// explainPlain leaves the negation of the whole out of account.
func (m *Matcher) explainPlain(r *Request) Explanation {
	if m.compound != nil {
		return m.compound.explain(r)
	}
	e := Explanation{Matched: true}
	for _, f := range m.fields {
		result := FieldResult{Name: f.name(), Matched: true}
		if !f.match(r) {
			result = f.explain(r)
			e.Matched = false
		}
		e.Fields = append(e.Fields, result)
	}
	return e
}

// negated explains a negated matcher, which asks for one thing: a difference.
func negated(e Explanation) Explanation {
	result := FieldResult{Name: "not", Matched: !e.Matched}
	if e.Matched {
		result.Reasons = []string{"asks for requests unlike what it describes, and this one is like it"}
	}
	return Explanation{Matched: !e.Matched, Fields: []FieldResult{result}}
}

// Differing returns the properties that do not match, in order.
func (e Explanation) Differing() []FieldResult {
	var differing []FieldResult
	for _, f := range e.Fields {
		if !f.Matched {
			differing = append(differing, f)
		}
	}
	return differing
}

// Differences counts the properties that do not match, as Explain would,
// without the words. It stops at limit.
func (m *Matcher) Differences(r *Request, limit int) int {
	if m.not {
		if m.Match(r) {
			return 0
		}
		return min(limit, 1)
	}
	if m.compound != nil {
		return m.compound.differences(r, limit)
	}
	n := 0
	for _, f := range m.order {
		if n >= limit {
			break
		}
		if !f.match(r) {
			n++
		}
	}
	return n
}
