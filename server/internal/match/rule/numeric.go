package rule

import (
	"math/big"
	"strings"
)

// comparison is a numeric operator with its operand.
type comparison struct {
	operator string
	operand  *big.Rat
}

// parseComparison reads "> n", ">= n", "< n", "<= n" or "== n"; nil when text is none.
func parseComparison(text string) *comparison {
	text = strings.TrimSpace(text)
	for _, operator := range [...]string{">=", "<=", "==", ">", "<"} {
		if rest, ok := strings.CutPrefix(text, operator); ok {
			if operand := parseNumber(rest); operand != nil {
				return &comparison{operator, operand}
			}
			return nil
		}
	}
	return nil
}

// maxNumberLength keeps a hostile exponent or digit string from costing time.
const maxNumberLength = 64

func parseNumber(text string) *big.Rat {
	text = strings.TrimSpace(text)
	if text == "" || len(text) > maxNumberLength || strings.ContainsAny(text, "eE/_xXpPoObB") {
		return nil
	}
	n, ok := new(big.Rat).SetString(text)
	if !ok {
		return nil
	}
	return n
}

func (c *comparison) holds(actual string) bool {
	n := parseNumber(actual)
	if n == nil {
		return false
	}
	order := n.Cmp(c.operand)
	switch c.operator {
	case ">":
		return order > 0
	case ">=":
		return order >= 0
	case "<":
		return order < 0
	case "<=":
		return order <= 0
	default:
		return order == 0
	}
}
