package wire

import "github.com/mockserver/mockserver/server/internal/jsontree"

var expectationIDShape = &objectShape{fields: map[string]shape{"id": stringShape}, required: []string{"id"}}

var verificationShape = &subjectShape{
	subjects: [3]string{"expectationId", "httpRequest", "httpResponse"},
	members: objectShape{fields: map[string]shape{
		"expectationId": expectationIDShape,
		"httpRequest":   definitionShape{},
		"httpResponse":  responseMatcherShape,
		"times": &objectShape{fields: map[string]shape{
			"atLeast": integerShape,
			"atMost":  integerShape,
		}},
		maximumRequestsMember: integerShape,
		"timeout":             numberShape{kind: "integer", min: "0"},
		"disposition":         enumShape{"MOCKED", "FORWARDED"},
	}},
}

var verificationSequenceShape = &subjectShape{
	subjects: [3]string{"expectationIds", "httpRequests", "httpResponses"},
	members: objectShape{fields: map[string]shape{
		"expectationIds":      &arrayShape{items: expectationIDShape},
		"httpRequests":        &arrayShape{items: definitionShape{}},
		"httpResponses":       &arrayShape{items: responseMatcherShape},
		maximumRequestsMember: integerShape,
		"timeout":             numberShape{kind: "integer", min: "0"},
	}},
}

// subjectShape is a verification: of the first two subjects one, or the third
// alone; the third may also accompany one of the others.
type subjectShape struct {
	subjects [3]string
	members  objectShape
}

func (s *subjectShape) check(c *checker, at *place, v jsontree.Value) {
	s.members.check(c, at, v)
	if v.Kind != jsontree.Object {
		return
	}
	_, first := v.Get(s.subjects[0])
	_, second := v.Get(s.subjects[1])
	_, third := v.Get(s.subjects[2])
	switch {
	case first && second:
		c.failf(at, "should be valid to one and only one schema, but 2 are valid with indexes '0, 1'")
	case !first && !second && !third:
		c.required(at, v, s.subjects[:]...)
		c.failf(at, "should be valid to one and only one schema, but 0 are valid")
	}
}

var portBindingShape = &objectShape{
	fields: map[string]shape{"ports": &arrayShape{items: numberShape{kind: "integer", min: "0", max: "65535"}}},
	others: anything{},
}
