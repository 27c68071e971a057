package mock

import (
	"bytes"
	"encoding/json"
)

// shape tells the forms of a union apart by their JSON.
type shape struct {
	opens    byte   // the first character; 0 for any JSON
	member   string // an object has this member
	constant string // of this text, unless ""
}

func (s shape) fits(raw json.RawMessage) bool {
	text := bytes.TrimSpace(raw)
	switch {
	case s.opens == 0:
		return true
	case len(text) == 0 || text[0] != s.opens:
		return false
	case s.member == "":
		return true
	case s.constant != "":
		return constantOf(raw, s.member) == s.constant
	}
	var object map[string]json.RawMessage
	return json.Unmarshal(text, &object) == nil && object[s.member] != nil
}

// asForm returns the value as one form of a union; false when it has another.
func asForm[T any](value any, s shape) (T, bool) {
	if form, ok := value.(T); ok {
		return form, true
	}
	var form T
	raw, ok := value.(json.RawMessage)
	if !ok || !s.fits(raw) || json.Unmarshal(raw, &form) != nil {
		return *new(T), false
	}
	return form, true
}

// constantOf is the text of an object's member, "" when there is none.
func constantOf(value any, member string) string {
	raw, ok := value.(json.RawMessage)
	if !ok {
		raw, _ = marshal(value)
	}
	var object map[string]json.RawMessage
	if json.Unmarshal(raw, &object) != nil {
		return ""
	}
	var text string
	_ = json.Unmarshal(object[member], &text) // no text: ""
	return text
}
