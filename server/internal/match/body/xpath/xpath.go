// Package xpath compares bodies with an XPath 1.0 expression: it has to be
// true, or select something.
package xpath

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/antchfx/xmlquery"
	"github.com/antchfx/xpath"

	"github.com/mockserver/mockserver/server/internal/match/body"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
	"github.com/mockserver/mockserver/server/internal/match/rule"
	"github.com/mockserver/mockserver/server/internal/model"
)

type matcher struct {
	text     string
	limit    time.Duration
	prefixes map[string]string // of namespaces; none when names count without them
	compiled *sync.Pool        // of *xpath.Expr, each for one evaluation at a time; nil when text is no XPath
	because  string            // why it is none: only that very text matches
}

// DefaultTimeout bounds the evaluation of one expression for one request.
const DefaultTimeout = 5 * time.Second

// Compile compiles an XPATH body. Without namespacePrefixes, names are compared
// without their namespace and prefix. Text that is no expression is not
// refused, because a body equal to it matches all the same.
func Compile(b *model.Body, env body.Env) (body.Matcher, error) {
	m := &matcher{text: b.Text, limit: cmp.Or(env.XPathTimeout, DefaultTimeout), prefixes: prefixesOf(b)}
	first, err := compile(m.text, m.prefixes)
	if err != nil {
		m.because = "this is no XPath: " + err.Error()
		return m, nil
	}
	m.compiled = &sync.Pool{New: func() any {
		again, _ := compile(m.text, m.prefixes) // it could be compiled before
		return again
	}}
	m.compiled.Put(first)
	return m, nil
}

func prefixesOf(b *model.Body) map[string]string {
	given, _ := b.Object.Get("namespacePrefixes")
	prefixes := make(map[string]string, len(given.Members))
	for _, m := range given.Members {
		prefixes[m.Name] = m.Value.Text
	}
	return prefixes
}

// errInstructions is about a test that the library takes for one of elements.
var errInstructions = errors.New("processing-instruction() is not supported")

func compile(text string, prefixes map[string]string) (*xpath.Expr, error) {
	switch {
	case strings.Contains(text, "processing-instruction("):
		return nil, errInstructions
	case len(prefixes) == 0:
		return xpath.Compile(withoutNamespaces(text))
	}
	return xpath.CompileWithNS(text, prefixes)
}

// literalOrName is a text in quotes, or a call of name().
var literalOrName = regexp.MustCompile(`"[^"]*"|'[^']*'|(^|[^\w.:-])name(\s*\()`)

// withoutNamespaces has name() ask for what the navigator has no other use for
// where namespaces do not count: its own way to prefixes would bring them into
// every comparison.
func withoutNamespaces(expression string) string {
	return literalOrName.ReplaceAllStringFunc(expression, func(found string) string {
		call := literalOrName.FindStringSubmatch(found)
		if call[2] == "" {
			return found
		}
		return call[1] + "namespace-uri" + call[2]
	})
}

func (m *matcher) Match(c *body.Content) bool {
	if body.Blank(m.text) || c.Text() == m.text {
		return true
	}
	root, err := c.XML()
	return err == nil && m.compiled != nil && m.holdsWithin(root, c.Budget)
}

// holdsWithin evaluates the expression within what the budget leaves of its
// time. One that runs out of it is false.
func (m *matcher) holdsWithin(root *xmlquery.Node, b *pattern.Budget) bool {
	left := b.Left(m.text, m.limit)
	if left <= 0 {
		return false
	}
	expression := m.compiled.Get().(*xpath.Expr)
	began := time.Now()
	from := &navigator{xmlquery.CreateXPathNavigator(root), &meter{deadline: began.Add(left)}, len(m.prefixes) > 0}
	held, late := evaluate(expression, from)
	b.Charge(m.text, time.Since(began), m.limit, late)
	if !late { // else it is left in the middle of something
		m.compiled.Put(expression)
	}
	return held
}

func evaluate(expression *xpath.Expr, from *navigator) (held, late bool) {
	defer func() {
		switch reason := recover(); reason {
		case nil:
		case errLate:
			held, late = false, true
		default:
			panic(reason)
		}
	}()
	return holds(expression.Evaluate(from)), false
}

// holds is the boolean of a result (XPath 1.0, section 4.3).
func holds(result any) bool {
	switch v := result.(type) {
	case bool:
		return v
	case float64:
		return v != 0 && !math.IsNaN(v)
	case string:
		return v != ""
	case *xpath.NodeIterator:
		return v.MoveNext()
	}
	return false
}

func (m *matcher) Explain(c *body.Content) string {
	because := m.because
	if because == "" {
		because = "the expression is false, or selects nothing"
	}
	if c.Budget.Late(m.text) {
		because = fmt.Sprintf("the evaluation took longer than %v", m.limit)
	}
	if _, err := c.XML(); err != nil {
		because = "the body is not XML: " + err.Error()
	}
	return rule.Reason("xpath", m.text, c.Text(), because)
}
