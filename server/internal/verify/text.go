package verify

import (
	"fmt"

	"github.com/mockserver/mockserver/server/internal/journal"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// TimesText says how often something was to happen: "exactly once", "at least 2
// times".
func TimesText(t model.VerificationTimes) string {
	switch {
	case t.AtLeast == t.AtMost:
		return "exactly " + often(t.AtMost)
	case t.AtMost == -1:
		return "at least " + often(t.AtLeast)
	case t.AtLeast == -1:
		return "at most " + often(t.AtMost)
	}
	return fmt.Sprintf("between %d and %d times", t.AtLeast, t.AtMost)
}

func often(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

// evictedText says that an upper bound cannot be shown to hold.
func evictedText(noun string, t model.VerificationTimes, view *journal.View) string {
	setting, limit := reached(view)
	return fmt.Sprintf("%s could not be verified %s because the event log has discarded %d entries after reaching its maximum size "+
		"(%s=%d), so absence cannot be proven — the matching requests may have been evicted rather than never made. "+
		"Increase %s, reset the event log between tests, or set failVerificationOnEvictedLog=false to restore "+
		"the previous (unsound) behaviour.", noun, TimesText(t), view.Lost.Exchanges, setting, limit, setting)
}

// lossText ends a failure that what was discarded could have averted; "" when
// nothing was.
func lossText(view *journal.View) string {
	if view.Lost.Exchanges == 0 {
		return ""
	}
	setting, limit := reached(view)
	return fmt.Sprintf("\n\nthe event log has discarded %d entries after reaching its maximum size (%s=%d), "+
		"what is missing may be among them", view.Lost.Exchanges, setting, limit)
}

// reached is the setting whose limit the journal has reached.
func reached(view *journal.View) (setting string, limit int64) {
	if view.Lost.ForBytes > 0 {
		return "maxEventLogSizeInBytes", view.Bounds.MaxBytes
	}
	return "maxLogEntries", int64(view.Bounds.MaxRecords)
}

// maximum is the number of exchanges from which they are counted, not listed.
func maximum(asked *int, s Settings) int {
	if asked != nil {
		return *asked
	}
	return s.MaximumRequests
}

// report is what was recorded, for the second half of a failure.
type report struct {
	view      *journal.View
	listed    func(*model.Exchange) bool
	responses bool
	total     int
}

func newReport(view *journal.View, listed func(*model.Exchange) bool, responses bool) *report {
	r := &report{view: view, listed: listed, responses: responses}
	for e := range view.Exchanges() {
		if listed(e) {
			r.total++
		}
	}
	return r
}

// list writes what was recorded: one thing as it is, several as an array.
func (r *report) list() jsontree.Value {
	var values []jsontree.Value
	for e := range r.view.Exchanges() {
		if r.listed(e) {
			values = append(values, r.value(e))
		}
	}
	if len(values) == 1 {
		return values[0]
	}
	return jsontree.ArrayOf(values...)
}

func (r *report) value(e *model.Exchange) jsontree.Value {
	if r.responses {
		return wire.ResponseValue(responseOf(e))
	}
	return wire.RecordedRequestValue(e.Request, wire.VerificationForm)
}

// among counts what was found in place of a list.
func (r *report) among(found int) string {
	times, whole := "times", "total requests"
	if found == 1 {
		times = "time"
	}
	if r.responses {
		whole = "recorded responses"
	}
	return fmt.Sprintf("found %d %s among %d %s", found, times, r.total, whole)
}

// others counts what was recorded in place of a list.
func (r *report) others() string {
	noun := "requests"
	if r.responses {
		noun = "responses"
	}
	return fmt.Sprintf("not found, found %d other %s", r.total, noun)
}

func pretty(v jsontree.Value) string { return string(v.AppendPretty(nil)) }
