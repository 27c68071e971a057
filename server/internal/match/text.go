package match

import (
	"strings"

	"github.com/mockserver/mockserver/server/internal/match/pattern"
	"github.com/mockserver/mockserver/server/internal/match/rule"
	"github.com/mockserver/mockserver/server/internal/model"
)

// isBlank reports whether m asks for nothing.
func isBlank(m *model.StringMatcher) bool {
	return m == nil || m.Schema == nil && strings.TrimSpace(m.Value) == ""
}

func explainText(name string, t *rule.Text, actual string, b *pattern.Budget) FieldResult {
	return FieldResult{
		Name: name, Reasons: []string{t.Explain(actual, b)},
		Expected: t.Expected(), Actual: actual,
	}
}
