package xpath

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/match/body"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
	"github.com/mockserver/mockserver/server/internal/model"
)

func compiled(t *testing.T, expression string, limit time.Duration) body.Matcher {
	t.Helper()
	m, err := Compile(&model.Body{Type: "XPATH", Text: expression}, body.Env{XPathTimeout: limit})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// One matcher serves any number of requests at a time.
func TestConcurrentEvaluations(t *testing.T) {
	const document = "<a><b>1</b><b>3</b><c>3</c></a>"
	for expression, want := range map[string]bool{
		"//b > 2": true, "count(//b) > 1": true, "//b = //c": true, "string(//b) = '2' or not(//c)": false, "/a/b[. > 3]": false, "sum(//b) - 4": false,
	} {
		m := compiled(t, expression, 0)
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() {
				for range 200 {
					if m.Match(&body.Content{Bytes: []byte(document), Budget: &pattern.Budget{}}) != want {
						t.Errorf("%s is not %v", expression, want)
						return
					}
				}
			})
		}
		all.Wait()
	}
}

// What takes too long is false, says so, and costs its limit once a request.
func TestCatastrophicExpression(t *testing.T) {
	const limit = 50 * time.Millisecond
	m := compiled(t, "count(//*[count(//*[count(//*) > 9]) > 9]) > 9", limit)
	content := &body.Content{Bytes: []byte("<a>" + strings.Repeat("<b>x</b>", 5000) + "</a>"), Budget: &pattern.Budget{}}
	if _, err := content.XML(); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	for range 20 {
		if m.Match(content) {
			t.Fatal("matches")
		}
	}
	if took := time.Since(began); took < limit || took > 10*limit {
		t.Errorf("took %v", took)
	}
	if reason := m.Explain(content); !strings.Contains(reason, "the evaluation took longer than 50ms") {
		t.Errorf("%s", reason)
	}
	if m.Match(&body.Content{Bytes: []byte("<a/>"), Budget: &pattern.Budget{}}) {
		t.Error("an interrupted evaluation has changed the next one")
	}
}

// Names are compared without their namespace unless prefixes are given.
func TestNames(t *testing.T) {
	const document = `<s:a xmlns:s="u" xmlns="d"><b s:c="1"><![CDATA[x]]></b><?b y?></s:a>`
	for expression, want := range map[string]bool{
		"/a": true, "/a/b": true, "/s:a": false, "/a/*[2]": false, "name(/*) = 's:a'": true, "local-name(/*) = 'a'": true, "name(/a/b) = 'b'": true,
		"//*[name()='name()']": false, "/a/b/@c": true, "/a/b/text() = 'x'": true, "/a/processing-instruction()": false,
	} {
		if got := compiled(t, expression, 0).Match(&body.Content{Bytes: []byte(document)}); got != want {
			t.Errorf("%s: %v", expression, got)
		}
	}
	prefixes, err := jsontree.Parse([]byte(`{"namespacePrefixes":{"p":"u","q":"d"}}`))
	if err != nil {
		t.Fatal(err)
	}
	for expression, want := range map[string]bool{
		"/p:a": true, "/a": false, "/p:a/q:b": true, "/p:a/b": false, "/q:a": false, "namespace-uri(/*) = 'u'": true, "/p:a/q:b/@p:c": true,
	} {
		m, err := Compile(&model.Body{Type: "XPATH", Text: expression, Object: prefixes}, body.Env{})
		if err != nil {
			t.Fatal(err)
		}
		if got := m.Match(&body.Content{Bytes: []byte(document)}); got != want {
			t.Errorf("with prefixes, %s: %v", expression, got)
		}
	}
}
