package engine

import (
	"context"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/mockserver/mockserver/server/internal/action"
	"github.com/mockserver/mockserver/server/internal/config"
	"github.com/mockserver/mockserver/server/internal/cors"
	"github.com/mockserver/mockserver/server/internal/expect"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/match/rule"
	"github.com/mockserver/mockserver/server/internal/model"
)

// maxHintBytes bounds the header that names the closest expectation.
const maxHintBytes = 256

// unmatched answers a request that no expectation wants: a CORS preflight with
// leave, anything else with 404 and what came closest.
func (e *Engine) unmatched(ctx context.Context, x *exchange, asked *match.Request) {
	settings := e.Settings.Get()
	if cors.IsPreflight(x.request.Method, header(x.request, "Origin"), header(x.request, "Access-Control-Request-Method")) {
		x.outcome = model.Preflight
		x.answer(ctx, &action.Reply{Status: http.StatusOK, Headers: cors.Headers(&settings.CORS, askedBy(x.request))})
		return
	}
	reply := &action.Reply{Status: http.StatusNotFound}
	if nearest, found := e.Store.Nearest(asked); found {
		x.closest = mismatch(&nearest, settings.MatchersFailFast)
		tell(reply, settings, &nearest)
	}
	x.answer(ctx, reply)
}

// tell adds to a 404 what the settings allow to be told.
func tell(reply *action.Reply, settings *config.Settings, nearest *expect.Comparison) {
	differing := nearest.Differing()
	if len(differing) == 0 {
		return
	}
	if settings.AttachMismatchDiagnosticToResponse {
		diagnose(reply, nearest)
	}
	if settings.ClosestMatchHintEnabled {
		reply.Headers = append(reply.Headers, model.Field{Name: "x-mockserver-closest-match-hint", Value: hint(nearest.Expectation.ID, differing)})
	}
}

// hint says in one line how a request differs from an expectation.
func hint(id string, differing []match.FieldResult) string {
	first := differing[0]
	before, after := fmt.Sprintf("expectation %s: %s did not match (", id, first.Name), ")"
	if more := len(differing) - 1; more > 0 {
		after += fmt.Sprintf("; +%d more field(s) differ", more)
	}
	reason := fitting(oneLine(strings.Join(first.Reasons, " ")), maxHintBytes-len(before)-len(after))
	text := before + reason + after
	return strings.ToValidUTF8(text[:min(len(text), maxHintBytes)], "")
}

// fitting is as much of a reason as room allows: all of it, or else why it is
// one, without what was expected and found.
func fitting(reason string, room int) string {
	if len(reason) <= room {
		return reason
	}
	if i := strings.LastIndex(reason, rule.Because); i >= 0 {
		reason = strings.TrimSpace(reason[i+len(rule.Because):])
	}
	if len(reason) <= room {
		return reason
	}
	const cut = "..."
	return reason[:max(room-len(cut), 0)] + cut
}

// lineBreaks is a run of them.
var lineBreaks = regexp.MustCompile(`[\r\n]+`)

// oneLine puts a blank in the place of each run of line breaks.
func oneLine(text string) string { return lineBreaks.ReplaceAllString(text, " ") }

// diagnose makes every difference the body of a 404.
func diagnose(reply *action.Reply, nearest *expect.Comparison) {
	var names []string
	var differences []jsontree.Member
	for _, field := range nearest.Differing() {
		reasons := jsontree.Value{Kind: jsontree.Array}
		for _, reason := range field.Reasons {
			reasons.Items = append(reasons.Items, jsontree.StringOf(oneLine(reason)))
		}
		names = append(names, field.Name)
		differences = append(differences, jsontree.Member{Name: field.Name, Value: reasons})
	}
	reply.Body = jsontree.ObjectOf(
		jsontree.Member{Name: "matchedFieldCount", Value: jsontree.IntOf(int64(nearest.MatchedFields()))},
		jsontree.Member{Name: "totalFieldCount", Value: jsontree.IntOf(match.FieldCount)},
		jsontree.Member{Name: "differences", Value: jsontree.ObjectOf(differences...)},
	).AppendPretty(nil)
	reply.Headers = append(reply.Headers,
		model.Field{Name: "x-mockserver-closest-match", Value: "fields differ: " + strings.Join(names, ", ")},
		model.Field{Name: "content-type", Value: contentTypeJSON})
}

// mismatch is what the journal keeps of the comparison with the closest
// expectation. What failFast leaves out is the detail of all differences but
// the first.
func mismatch(nearest *expect.Comparison, failFast bool) *model.Mismatch {
	return &model.Mismatch{
		Expectation:   nearest.Expectation,
		Because:       because(slices.Concat(nearest.Fields, nearest.Refusals), failFast),
		MatchedFields: nearest.MatchedFields(),
		TotalFields:   match.FieldCount,
	}
}

// because says field by field how a comparison went.
func because(fields []match.FieldResult, firstOnly bool) string {
	var lines []string
	detailed := true
	for _, field := range fields {
		switch {
		case field.Matched:
			lines = append(lines, field.Name+" matched")
		case detailed:
			lines = append(lines, field.Name+" didn't match: \n\n"+strings.Join(field.Reasons, "\n"))
			detailed = !firstOnly
		default:
			lines = append(lines, field.Name+" didn't match")
		}
	}
	return strings.Join(lines, "\n")
}
