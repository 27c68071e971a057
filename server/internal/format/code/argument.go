package code

import (
	"encoding/base64"
	"slices"
	"strconv"
	"time"

	"github.com/mockserver/mockserver/server/internal/gen/vocabulary"
	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// argument is v as an argument of the member's method, where it can be one.
func (s *speaker) argument(m *vocabulary.Member, v jsontree.Value) (any, bool) {
	switch m.Shape {
	case vocabulary.Text, vocabulary.Pattern:
		return v.Text, v.Kind == jsontree.String
	case vocabulary.Whole:
		n, err := strconv.Atoi(v.Text)
		return n, err == nil && v.Kind == jsontree.Number
	case vocabulary.Number:
		return Number(v.Text), v.Kind == jsontree.Number
	case vocabulary.Flag:
		return v.Text == "true", v.Kind == jsontree.Bool
	case vocabulary.Bytes:
		content, err := base64.StdEncoding.DecodeString(v.Text)
		return content, err == nil && v.Kind == jsontree.String
	case vocabulary.Duration:
		return duration(m, v)
	case vocabulary.Object:
		return s.object(m, v)
	case vocabulary.Any:
		if v.Kind == jsontree.String {
			return v.Text, true
		}
		return Data{v, m.Shape}, v.Kind != jsontree.Null
	}
	return Data{v, m.Shape}, fits(m.Shape, v)
}

// fits tells whether v is what typed languages take for a shape.
func fits(shape vocabulary.Shape, v jsontree.Value) bool {
	switch shape {
	case vocabulary.Texts:
		return v.Kind == jsontree.Array && areTexts(v.Items)
	case vocabulary.TextMap, vocabulary.PatternMap:
		return v.Kind == jsontree.Object && areTexts(values(v))
	case vocabulary.MultiMap:
		return v.Kind == jsontree.Object &&
			!slices.ContainsFunc(values(v), func(of jsontree.Value) bool { return !fits(vocabulary.Texts, of) })
	case vocabulary.Bodies:
		return v.Kind == jsontree.Array
	}
	return false
}

func values(object jsontree.Value) []jsontree.Value {
	all := make([]jsontree.Value, len(object.Members))
	for i, m := range object.Members {
		all[i] = m.Value
	}
	return all
}

// object is a part of its own where functions begin one, else plain; one that
// a single member stands for is that.
func (s *speaker) object(m *vocabulary.Member, v jsontree.Value) (any, bool) {
	if m.Usual != nil {
		usual, _ := v.Get(m.Usual.Name)
		arg, sayable := s.argument(m.Usual, usual)
		return arg, sayable && len(v.Members) == 1
	}
	part := s.part(m.Model, v)
	return &part, m.Built && v.Kind == jsontree.Object
}

// units are what durations are counted in. Smaller ones than milliseconds
// stay plain: not every client counts in them.
var units = map[string]time.Duration{
	"MILLISECONDS": time.Millisecond, "SECONDS": time.Second, "MINUTES": time.Minute, "HOURS": time.Hour, "DAYS": 24 * time.Hour,
}

func duration(m *vocabulary.Member, v jsontree.Value) (time.Duration, bool) {
	unit, _ := v.Get(m.Unit)
	amount, _ := v.Get(m.Amount)
	n, err := strconv.Atoi(amount.Text)
	size, known := units[unit.Text]
	length := time.Duration(n) * size
	return length, err == nil && known && len(v.Members) == 2 && (n == 0 || length/size == time.Duration(n))
}
