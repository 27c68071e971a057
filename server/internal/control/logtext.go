package control

import (
	"bufio"
	"io"
	"iter"
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/wire"
)

const (
	logSeparator = "\n------------------------------------\n" // clients split at it
	placeholder  = "{}"
)

// writeLog writes lines as MockServer's log reads.
func writeLog(w io.Writer, lines iter.Seq[*line]) error {
	out := bufio.NewWriter(w)
	var text []byte
	separator, end := "", ""
	for l := range lines {
		text = append(text[:0], separator...)
		text = l.at.AppendFormat(text, wire.TimestampLayout)
		text = append(text, " - "...)
		text = l.appendMessage(text)
		if _, err := out.Write(text); err != nil {
			return err
		}
		separator, end = logSeparator, "\n"
	}
	_, _ = out.WriteString(end) // Flush returns the error
	return out.Flush()
}

// appendMessage appends the format with each argument in a block of its own.
func (l *line) appendMessage(text []byte) []byte {
	if len(l.arguments) == 0 {
		return append(text, l.format...)
	}
	rest := l.format
	for i, argument := range l.arguments {
		literal, after, _ := strings.Cut(rest, placeholder)
		if i > 0 {
			text = append(text, "\n "...)
		}
		text = append(text, literal...)
		text = append(text, "\n\n"...)
		text = append(text, argument.text...)
		text = append(text, '\n')
		rest = after
	}
	if rest != "" {
		text = append(text, "\n "+rest...)
	}
	return text
}

func indented(text string) string { return "  " + strings.ReplaceAll(text, "\n", "\n  ") }

// value writes a line as LOG_ENTRIES lists it.
func (l *line) value() jsontree.Value {
	var members []jsontree.Member
	add := func(name string, value jsontree.Value) {
		members = append(members, jsontree.Member{Name: name, Value: value})
	}
	addText := func(name, text string) {
		if text != "" {
			add(name, jsontree.StringOf(text))
		}
	}
	addObject := func(name string, value jsontree.Value) {
		if value.Kind == jsontree.Object {
			add(name, value)
		}
	}
	addText("logLevel", string(l.level))
	add("epochTime", jsontree.IntOf(l.at.UnixMilli()))
	addText("timestamp", l.at.Format(wire.TimestampLayout))
	addText("type", l.kind)
	addText("correlationId", l.correlationID)
	if l.port != 0 {
		add("port", jsontree.IntOf(int64(l.port)))
	}
	addObject("httpRequest", l.request)
	if len(l.requests.Items) > 0 {
		add("httpRequests", l.requests)
	}
	addObject("httpResponse", l.response)
	addObject("expectation", l.expectation)
	addText("expectationId", l.expectationID)
	addText("messageFormat", l.format)
	add("message", textLines(strings.TrimSuffix(string(l.appendMessage(nil)), "\n")))
	if len(l.arguments) > 0 {
		add("arguments", l.argumentValues())
	}
	addText("because", l.because)
	return jsontree.ObjectOf(members...)
}

func (l *line) argumentValues() jsontree.Value {
	values := jsontree.Value{Kind: jsontree.Array}
	for _, argument := range l.arguments {
		values.Items = append(values.Items, argument.value)
	}
	return values
}

func textLines(text string) jsontree.Value {
	lines := jsontree.Value{Kind: jsontree.Array}
	for l := range strings.SplitSeq(text, "\n") {
		lines.Items = append(lines.Items, jsontree.StringOf(l))
	}
	return lines
}
