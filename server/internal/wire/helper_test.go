package wire

import (
	"errors"
	"strings"
	"testing"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// codec carries out the actions that the tests speak of.
func codec() *Codec {
	return NewCodec(Options{Actions: []string{"httpResponse", "httpResponses", "httpError"}})
}

func parseOne(t testing.TB, doc string) *model.Expectation {
	t.Helper()
	list, err := codec().ParseExpectations([]byte(doc))
	if err != nil {
		t.Fatalf("%s\n%v", doc, err)
	}
	if len(list) != 1 {
		t.Fatalf("%s: %d expectations", doc, len(list))
	}
	return list[0]
}

func compact(v jsontree.Value) string { return string(v.AppendCompact(nil)) }

// written is what doc is written back as, without what every expectation has.
func written(t testing.TB, doc string) string {
	t.Helper()
	all := compact(ExpectationValue(parseOne(t, doc)))
	all = strings.Replace(all, `,"priority":0,"timeToLive":{"unlimited":true},"times":{"unlimited":true}`, "", 1)
	return all
}

// request is an expectation for a request definition.
func request(definition string) string {
	return `{"httpRequest":` + definition + `,"httpResponse":{}}`
}

// refused returns the refusal of doc.
func refused(t testing.TB, doc string) *ValidationError {
	t.Helper()
	_, err := codec().ParseExpectations([]byte(doc))
	return validation(t, doc, err)
}

func validation(t testing.TB, doc string, err error) *ValidationError {
	t.Helper()
	var v *ValidationError
	if !errors.As(err, &v) {
		t.Fatalf("%s: %v is no refusal", doc, err)
	}
	return v
}

func checkLines(t *testing.T, doc string, got []Violation, want ...string) {
	t.Helper()
	lines := make([]string, len(got))
	for i, v := range got {
		lines[i] = v.String()
	}
	if strings.Join(lines, "\n") != strings.Join(want, "\n") {
		t.Errorf("%s\ngot\n  %s\nwant\n  %s", doc, strings.Join(lines, "\n  "), strings.Join(want, "\n  "))
	}
}

// checkWritten compares what documents are written back as.
func checkWritten(t *testing.T, docs map[string]string) {
	t.Helper()
	for doc, want := range docs {
		if got := written(t, doc); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", doc, got, want)
		}
	}
}
