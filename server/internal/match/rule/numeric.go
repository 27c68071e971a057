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

const (
	// maxNumberLength and maxExponentLength keep a hostile exponent or digit
	// string from costing time.
	maxNumberLength   = 64
	maxExponentLength = 4
)

// parseReceived is parseNumber for a value of a request, which may have an
// exponent.
func parseReceived(text string) *big.Rat {
	text = strings.TrimSpace(text)
	mantissa, exponent, ok := strings.Cut(strings.ToLower(text), "e")
	if !ok {
		return parseNumber(text)
	}
	if len(exponent) > maxExponentLength || parseNumber(mantissa) == nil || strings.ContainsAny(exponent, ".e") || parseNumber(exponent) == nil {
		return nil
	}
	n, _ := new(big.Rat).SetString(text)
	return n
}

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
	n := parseReceived(actual)
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
