package control

import (
	"fmt"
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
)

const (
	logSeparator = "\n------------------------------------\n" // clients split at it
	placeholder  = "{}"
)

// logText writes lines as MockServer's log reads.
func logText(lines []line) string {
	if len(lines) == 0 {
		return ""
	}
	texts := make([]string, len(lines))
	for i := range lines {
		texts[i] = lines[i].at.Format(wire.TimestampLayout) + " - " + lines[i].message()
	}
	return strings.Join(texts, logSeparator) + "\n"
}

// message is the format with each argument in a block of its own.
func (l *line) message() string {
	if len(l.arguments) == 0 {
		return l.format
	}
	var text strings.Builder
	for i, literal := range strings.Split(l.format, placeholder) {
		if i > 0 && literal != "" {
			text.WriteString("\n ")
		}
		text.WriteString(literal)
		if i < len(l.arguments) {
			text.WriteString("\n\n" + indented(argumentText(l.arguments[i])) + "\n")
		}
	}
	return text.String()
}

func argumentText(argument jsontree.Value) string {
	if argument.Kind == jsontree.String {
		return argument.Text
	}
	return string(argument.AppendPretty(nil))
}

func indented(text string) string { return "  " + strings.ReplaceAll(text, "\n", "\n  ") }

// closestFormat is the format that says how near an expectation came.
func closestFormat(closest *model.Mismatch) string {
	return fmt.Sprintf("closest expectation:{}matched %d/%d fields for request:{}", closest.MatchedFields, closest.TotalFields)
}

// value writes a line as LOG_ENTRIES lists it.
func (l *line) value() jsontree.Value {
	members := []jsontree.Member{
		{Name: "logLevel", Value: jsontree.StringOf(string(l.level))},
		{Name: "epochTime", Value: jsontree.IntOf(l.at.UnixMilli())},
		{Name: "timestamp", Value: jsontree.StringOf(l.at.Format(wire.TimestampLayout))},
		{Name: "type", Value: jsontree.StringOf(l.kind)},
	}
	add := func(name string, value jsontree.Value) {
		members = append(members, jsontree.Member{Name: name, Value: value})
	}
	if l.correlationID != "" {
		add("correlationId", jsontree.StringOf(l.correlationID))
	}
	if l.request != nil {
		add("port", jsontree.IntOf(int64(l.request.Local.Port())))
		add("httpRequest", wire.RecordedRequestValue(l.request, wire.ExchangeForm))
	}
	if l.about != nil {
		add("httpRequest", wire.RequestMatcherValue(l.about))
	}
	if l.response != nil {
		add("httpResponse", wire.ResponseValue(l.response))
	}
	if l.expectation != nil {
		add("expectation", wire.ExpectationValue(l.expectation))
	}
	if l.expectationID != "" {
		add("expectationId", jsontree.StringOf(l.expectationID))
	}
	add("messageFormat", jsontree.StringOf(l.format))
	add("message", textLines(strings.TrimSuffix(l.message(), "\n")))
	if len(l.arguments) > 0 {
		add("arguments", jsontree.ArrayOf(l.arguments...))
	}
	if l.because != "" {
		add("because", jsontree.StringOf(l.because))
	}
	return jsontree.ObjectOf(members...)
}

func textLines(text string) jsontree.Value {
	lines := jsontree.Value{Kind: jsontree.Array}
	for l := range strings.SplitSeq(text, "\n") {
		lines.Items = append(lines.Items, jsontree.StringOf(l))
	}
	return lines
}
