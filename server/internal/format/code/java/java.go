// Package java writes expectations as Java code for MockServer's own client.
package java

import (
	"fmt"
	"strings"

	"github.com/mockserver/mockserver/server/internal/format/code"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// ContentType is that of Java source.
const ContentType = "application/java; charset=utf-8"

// Write returns statements that store expectations in the server at baseURL.
// As MockServer does, it leaves imports to the reader's editor.
func Write(expectations []*model.Expectation, baseURL string) []byte {
	statements := make([]string, len(expectations))
	for i, expectation := range expectations {
		statements[i] = statement(wire.ExpectationValue(expectation), client(baseURL))
	}
	return []byte(strings.Join(statements, "\n\n"))
}

func client(baseURL string) string {
	_, authority, _ := strings.Cut(baseURL, "://")
	host, port, found := strings.Cut(authority, ":")
	if !found {
		port = "80"
	}
	return fmt.Sprintf("new MockServerClient(%s, %s)", code.Quote(host), port)
}

// statement is one expectation: in builders, or when those cannot say it, as
// JSON.
func statement(v jsontree.Value, client string) string {
	if fluent, sayable := fluent(v); sayable {
		return client + "\n" + fluent
	}
	const indent = "        "
	return client + "\n.upsert(\n" + indent + "new ExpectationSerializer(new MockServerLogger()).deserialize(" +
		quote(string(v.AppendPretty(nil))) + ")\n);\n"
}

func fluent(v jsontree.Value) (string, bool) {
	request, reply, id, priority := "request()", "", "", "0"
	times, life := "Times.unlimited()", "TimeToLive.unlimited()"
	sayable := true
	for _, m := range v.Members {
		var ok bool
		switch m.Name {
		case "httpRequest":
			request, ok = requestCode(m.Value)
		case "httpResponse":
			reply, ok = replyCode(m.Value)
		case "id":
			id, ok = ".withId("+quote(m.Value.Text)+")\n", true
		case "priority":
			priority, ok = m.Value.Text, true
		case "times":
			times, ok = timesCode(m.Value), true
		case "timeToLive":
			life, ok = lifeCode(m.Value), true
		}
		sayable = sayable && ok
	}
	const indent = "        "
	return ".when(\n" + indent + request + ",\n" + indent + times + ",\n" + indent + life + ",\n" + indent + priority + "\n)\n" +
		id + ".respond(\n" + indent + reply + "\n);\n", sayable && reply != ""
}

func timesCode(v jsontree.Value) string {
	switch remaining, limited := v.Get("remainingTimes"); {
	case !limited:
		return "Times.unlimited()"
	case remaining.Text == "1":
		return "Times.once()"
	default:
		return "Times.exactly(" + remaining.Text + ")"
	}
}

func lifeCode(v jsontree.Value) string {
	amount, limited := v.Get("timeToLive")
	if !limited {
		return "TimeToLive.unlimited()"
	}
	unit, _ := v.Get("timeUnit")
	return "TimeToLive.exactly(TimeUnit." + unit.Text + ", " + amount.Text + "L)"
}

// quote is text as a Java string. Java reads unicode escapes before anything
// else, which the escapes of JSON survive.
func quote(text string) string { return code.Quote(text) }
