package json

import (
	"strconv"
	"strings"
)

// number is a JSON number by value: 0.digits times ten to the exponent.
type number struct {
	integer  bool // written without fraction and exponent
	negative bool
	digits   string // without zeros at either end; "" is zero
	exponent int
	odd      string // the literal, when its exponent is beyond all reason
}

// maxExponent bounds exponents that are compared by value.
const maxExponent = 1 << 30

func parseNumber(literal string) number {
	text, negative := strings.CutPrefix(literal, "-")
	mantissa, exponentText, hasExponent := cutAny(text, "eE")
	whole, fraction, hasFraction := strings.Cut(mantissa, ".")
	exponent := 0
	if hasExponent {
		var err error
		exponent, err = strconv.Atoi(exponentText)
		if err != nil || exponent > maxExponent || exponent < -maxExponent {
			return number{odd: literal}
		}
	}
	digits := strings.TrimLeft(whole+fraction, "0")
	exponent += len(whole) - (len(whole) + len(fraction) - len(digits))
	digits = strings.TrimRight(digits, "0")
	if digits == "" {
		exponent, negative = 0, false
	}
	return number{integer: !hasFraction && !hasExponent, negative: negative, digits: digits, exponent: exponent}
}

func cutAny(s, any string) (before, after string, found bool) {
	if i := strings.IndexAny(s, any); i >= 0 {
		return s[:i], s[i+1:], true
	}
	return s, "", false
}

// equal compares by value; integers and decimals differ unless byValue.
func (n number) equal(o number, byValue bool) bool {
	if byValue {
		n.integer, o.integer = false, false
	}
	return n == o
}
