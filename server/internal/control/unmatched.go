package control

import (
	"bytes"
	"context"
	"slices"
	"strconv"

	"github.com/mockserver/mockserver/server/internal/expect"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/suggest"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// Bounds on how many unmatched requests are explained.
const (
	defaultExplained = 10
	maxExplained     = 100
)

// maxClosest bounds the expectations named for one unmatched request.
const maxClosest = 3

// ExplainUnmatched says of the latest unmatched requests which expectations
// came closest and what to change. document may hold {"limit": n}.
func (s *Service) ExplainUnmatched(_ context.Context, document []byte) (Document, error) {
	limit, err := explainLimit(document)
	if err != nil {
		return Document{}, err
	}
	unmatched := s.Journal.Exchanges(func(e *model.Exchange) bool { return e.Outcome == model.Unmatched })
	unmatched = unmatched[max(len(unmatched)-limit, 0):]
	slices.Reverse(unmatched)
	list, truncated := jsontree.ArrayOf(), false
	for i := range unmatched {
		request := match.NewRequest(unmatched[i].Request)
		compared, total := s.Store.Compare(request, maxCompared)
		truncated = truncated || total > len(compared)
		list.Items = append(list.Items, s.unmatchedValue(&unmatched[i], request, compared))
	}
	o := s.reportHead()
	o.addInt("unmatchedRequestCount", len(unmatched))
	o.add("truncated", jsontree.BoolOf(truncated))
	o.add("unmatchedRequests", list)
	return jsonDocument(jsontree.ObjectOf(o...)), nil
}

// explainLimit reads {"limit": n}; absent is defaultExplained, more than
// maxExplained is that.
func explainLimit(document []byte) (int, error) {
	if len(bytes.TrimSpace(document)) == 0 {
		return defaultExplained, nil
	}
	tree, err := jsontree.ParseLenient(document)
	if err != nil {
		return 0, err
	}
	limit, given := tree.Get("limit")
	if !given {
		return defaultExplained, nil
	}
	n, err := strconv.Atoi(limit.Text)
	if err != nil || limit.Kind != jsontree.Number || n < 1 {
		return 0, &wire.ValidationError{Violations: []wire.Violation{{Path: "$.limit", Reason: "must be an integer of at least 1"}}}
	}
	return min(n, maxExplained), nil
}

func (s *Service) unmatchedValue(e *model.Exchange, request *match.Request, compared []expect.Comparison) jsontree.Value {
	evaluated := len(compared)
	slices.SortStableFunc(compared, func(a, b expect.Comparison) int { return expect.Closer(&a, &b) })
	closest := jsontree.ArrayOf()
	for i := range compared[:min(len(compared), maxClosest)] {
		c := &compared[i]
		o := memberList(resultMembers(c))
		o.addInt("differingFieldCount", len(c.Differing()))
		o.add("remediation", s.remediation(c, request))
		o.add("suggestion", suggestionValue(suggest.Patch(c, request, s.matchOptions())))
		closest.Items = append(closest.Items, jsontree.ObjectOf(o...))
	}
	var o memberList
	o.addText("timestamp", e.CompletedAt.Format(wire.TimestampLayout))
	o.addText("method", e.Request.Method)
	o.addText("path", e.Request.Path)
	if e.Closest != nil {
		o.addText("because", e.Closest.Because)
	}
	o.add("closestExpectations", closest)
	o.addInt("totalExpectationsEvaluated", evaluated)
	return jsontree.ObjectOf(o...)
}
