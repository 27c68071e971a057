package control

import (
	"context"
	"time"

	"github.com/mockserver/mockserver/server/internal/expect"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/suggest"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// maxCompared bounds the expectations that one request is compared with.
const maxCompared = 100

// DebugMismatch compares the request that document describes, a request
// definition, with every expectation and says where they differ, and for the
// closest one what change would make it match.
func (s *Service) DebugMismatch(_ context.Context, document []byte) (Document, error) {
	definition, err := wire.ParseRequestMatcher(document)
	if err != nil {
		return Document{}, err
	}
	request := match.NewRequest(sample(definition))
	compared, total := s.Store.Compare(request, maxCompared)
	o := s.reportHead()
	o.addInt("totalExpectations", total)
	o.addInt("evaluatedExpectations", len(compared))
	if total > len(compared) {
		o.add("truncated", jsontree.BoolOf(true))
		o.addInt("maxExpectationsEvaluated", maxCompared)
	}
	results := make([]jsontree.Value, len(compared))
	for i := range compared {
		results[i] = jsontree.ObjectOf(resultMembers(&compared[i])...)
	}
	if closest := closestOf(compared); closest != nil {
		o.add("closestMatch", s.closestValue(closest, request))
	}
	o.add("results", jsontree.ArrayOf(results...))
	return jsonDocument(jsontree.ObjectOf(o...)), nil
}

// reportHead begins a report with its id and time.
func (s *Service) reportHead() memberList {
	var o memberList
	o.addText("correlationId", s.NewID())
	o.addText("timestamp", s.Clock().UTC().Format(time.RFC3339Nano))
	return o
}

// memberList is an object being written.
type memberList []jsontree.Member

func (o *memberList) add(name string, v jsontree.Value) {
	*o = append(*o, jsontree.Member{Name: name, Value: v})
}

func (o *memberList) addText(name, text string) { o.add(name, jsontree.StringOf(text)) }

func (o *memberList) addInt(name string, n int) { o.add(name, jsontree.IntOf(int64(n))) }

// closestOf is the closest comparison, the first among equals; nil without
// any.
func closestOf(compared []expect.Comparison) *expect.Comparison {
	var closest *expect.Comparison
	for i := range compared {
		c := &compared[i]
		if closest == nil || expect.Closer(c, closest) < 0 {
			closest = c
		}
	}
	return closest
}

func (s *Service) closestValue(c *expect.Comparison, request *match.Request) jsontree.Value {
	var o memberList
	o.addText("expectationId", c.Expectation.ID)
	o.addInt("matchedFields", c.MatchedFields())
	o.addInt("totalFields", match.FieldCount)
	if !c.Matched {
		o.add("suggestion", suggestionValue(suggest.Patch(c, request, s.matchOptions())))
	}
	return jsontree.ObjectOf(o...)
}

// suggestionValue is a JSON Patch document (RFC 6902).
func suggestionValue(operations []suggest.Operation) jsontree.Value {
	list := jsontree.ArrayOf()
	for _, operation := range operations {
		var o memberList
		o.addText("op", operation.Op)
		o.addText("path", operation.Path)
		if operation.Op != "remove" {
			o.add("value", operation.Value)
		}
		list.Items = append(list.Items, jsontree.ObjectOf(o...))
	}
	return list
}

// resultMembers say how one expectation compares.
func resultMembers(c *expect.Comparison) []jsontree.Member {
	var o memberList
	o.addText("expectationId", c.Expectation.ID)
	path, method := "", ""
	if m := c.Expectation.Request; m != nil {
		path, method = text(m.Path), text(m.Method)
	}
	o.addText("expectationPath", path)
	o.addText("expectationMethod", method)
	o.add("matches", jsontree.BoolOf(c.Matched))
	o.addInt("matchedFieldCount", c.MatchedFields())
	o.addInt("totalFieldCount", match.FieldCount)
	if differing := c.Differing(); len(differing) > 0 {
		o.add("differences", differencesValue(differing))
	}
	return o
}

func text(m *model.StringMatcher) string {
	if m == nil {
		return ""
	}
	return m.Value
}

func differencesValue(differing []match.FieldResult) jsontree.Value {
	var o memberList
	for _, field := range differing {
		reasons := jsontree.ArrayOf()
		for _, reason := range field.Reasons {
			reasons.Items = append(reasons.Items, jsontree.StringOf(reason))
		}
		o.add(field.Name, reasons)
	}
	return jsontree.ObjectOf(o...)
}
