package verify

import "github.com/mockserver/mockserver/server/internal/jsontree"

// Failure is a verification that does not hold.
type Failure struct {
	Message string
	// What Message is made of, unless it is a sentence of its own: "Request not
	// found exactly once", what was asked for, what was recorded, listed or
	// counted, and what else there is to say.
	Title    string
	Expected jsontree.Value
	Found    jsontree.Value
	Detail   string
}

func (f *Failure) Error() string { return f.Message }

// failure tells what was recorded: lists it below a maximum, else counts it.
func (r *report) failure(title string, expected jsontree.Value, most int, counted, detail string) *Failure {
	f := &Failure{Title: title, Expected: expected, Detail: detail}
	was := " " + counted
	if r.total < most {
		f.Found = r.list()
		was = ":<" + plain(f.Found) + ">"
	} else {
		f.Found = jsontree.StringOf(counted)
	}
	f.Message = title + ", expected:<" + pretty(expected) + "> but was" + was + detail
	return f
}

// plain is a list as a message shows it: an empty one without blank.
func plain(v jsontree.Value) string {
	if v.Kind == jsontree.Array && len(v.Items) == 0 {
		return "[]"
	}
	return pretty(v)
}
