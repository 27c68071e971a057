package json

import (
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/match/body"
)

// maxKeys bounds the conditions one matcher names.
const maxKeys = 64

// Keys implements body.Keyed: the simple values outside arrays that equal
// contents spell alike.
func (m *matcher) Keys() []body.Key {
	if m.want == nil {
		return nil
	}
	return m.appendKeys(nil, m.want, nil)
}

func (m *matcher) appendKeys(keys []body.Key, w *want, path []string) []body.Key {
	if len(keys) >= maxKeys || w.holder != nil {
		return keys
	}
	for i := range w.members {
		keys = m.appendKeys(keys, w.members[i].value, append(path, w.members[i].name))
	}
	if scalar, ok := body.ScalarOf(w.source); ok && m.rules.spelledAlike(w) {
		keys = append(keys, body.Key{Place: body.Member(path, m.semicolon), Scalar: scalar})
	}
	return keys
}

// spelledAlike reports whether every value equal to w has its spelling: all
// but numbers, of which only integers other than zero do.
func (r *rules) spelledAlike(w *want) bool {
	if w.source.Kind != jsontree.Number {
		return true
	}
	digits := strings.TrimPrefix(w.source.Text, "-")
	return w.number.integer && !r.sameNumbers && digits[0] != '0'
}
