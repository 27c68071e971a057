package wire

import (
	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// severalResponses is the member of an expectation that lists responses, of
// which each use gives one. It outranks every other action.
const severalResponses = "httpResponses"

// choiceFields are the members of an expectation that say which of several
// responses is given.
var choiceFields = map[string]shape{
	"responseMode":    enumShape{"SEQUENTIAL", "RANDOM", "WEIGHTED", "SWITCH"},
	"responseWeights": &arrayShape{items: countShape},
	"switchAfter":     countShape,
}

var (
	countShape     = numberShape{kind: "integer", min: "1", max: "2147483647"}
	responsesShape = &arrayShape{items: responseShape, minimum: 1}
)

// responsesConfig is the configuration of several responses: the members of
// expectation v that list and choose them, the responses in canonical form.
func (r *reader) responsesConfig(at *place, v jsontree.Value) jsontree.Value {
	given, _ := v.Get(severalResponses)
	responses := jsontree.ArrayOf()
	for i, item := range given.Items {
		read := r.response(at.member(severalResponses).item(i), item)
		responses.Items = append(responses.Items, responseValue(read, verbatimBody))
	}
	var o object
	o.add(severalResponses, responses)
	o.addText("responseMode", text(v, "responseMode"))
	weights, _ := v.Get("responseWeights")
	o.addMembers("responseWeights", weights)
	if after := r.optionalInt(at, v, "switchAfter"); after != nil {
		o.add("switchAfter", jsontree.IntOf(int64(*after)))
	}
	return o.value()
}

// plainResponses is the configuration of several responses, each as plainConfig
// writes it.
func plainResponses(config jsontree.Value) []jsontree.Member {
	var o object
	for _, m := range config.Members {
		if m.Name == severalResponses {
			plain := jsontree.ArrayOf()
			for _, response := range m.Value.Items {
				plain.Items = append(plain.Items, plainConfig(response))
			}
			m.Value = plain
		}
		o.add(m.Name, m.Value)
	}
	return o.members
}
