package verify

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/mockserver/mockserver/server/internal/journal"
	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/match/rule"
	"github.com/mockserver/mockserver/server/internal/model"
)

// closestDifference says how the closest exchange of those listed differs from
// what f looks for; "" when nothing does or nothing was recorded.
func closestDifference(view *journal.View, listed func(*model.Exchange) bool, f *filter) string {
	closest, fewest := (*model.Exchange)(nil), math.MaxInt
	for e := range view.Exchanges() {
		if !listed(e) {
			continue
		}
		if n := f.differences(e, fewest); n < fewest {
			closest, fewest = e, n
		}
		if fewest == 0 {
			return ""
		}
	}
	if closest == nil {
		return ""
	}
	return differenceText(f.explain(closest).Differing())
}

// order is that of the fields in the text; others come last.
var order = []string{
	"method", "path", "pathParameters", "queryParameters", "cookies", "headers", "body", "secure", "protocol", "keep-alive", "operation",
}

func differenceText(fields []match.FieldResult) string {
	slices.SortStableFunc(fields, func(a, b match.FieldResult) int { return rank(a.Name) - rank(b.Name) })
	var text strings.Builder
	text.WriteString("\n\nclosest match diff:\n")
	last := ""
	for _, field := range fields {
		if field.Name != last {
			text.WriteString("  " + field.Name + ":\n")
			last = field.Name
		}
		for _, reason := range field.Reasons {
			text.WriteString("    " + flat(reason) + "\n")
		}
	}
	return text.String()
}

func rank(name string) int {
	if i := slices.Index(order, name); i >= 0 {
		return i
	}
	return len(order)
}

// maxReason is how many bytes of a reason are shown.
const maxReason = 500

// flat puts a reason on one line, cut where it gets long: before why it is one,
// where that has room.
func flat(reason string) string {
	line := strings.ReplaceAll(reason, "\n", " ")
	if len(line) <= maxReason {
		return line
	}
	cut, why := maxReason, ""
	if i := strings.LastIndex(line, rule.Because); i >= 0 && len(line)-i < maxReason {
		cut, why = maxReason-(len(line)-i), "   "+line[i:]
	}
	for !utf8.RuneStart(line[cut]) {
		cut--
	}
	return line[:cut] + "...[truncated]" + why
}
