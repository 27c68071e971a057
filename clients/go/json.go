package mock

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// member is a field of an object: what it holds when written, where it goes
// when read.
type member struct {
	name  string
	value any
}

// required marks a field that is written even when it is nil.
func required(value any) any { return always{value} }

type always struct{ value any }

// MarshalJSON implements json.Marshaler.
func (a always) MarshalJSON() ([]byte, error) { return marshal(a.value) }

// marshal is json.Marshal without escapes for HTML.
func marshal(value any) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(value); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(buf.Bytes(), []byte("\n")), nil
}

// decodeObject reads the members that are fields and returns the others, nulls
// among them.
func decodeObject[E any](data []byte, fields ...member) (map[string]E, error) {
	var object map[string]json.RawMessage
	if err := json.Unmarshal(data, &object); err != nil {
		return nil, err
	}
	for _, f := range fields {
		raw, found := object[f.name]
		if !found || string(raw) == "null" {
			continue
		}
		if err := json.Unmarshal(raw, f.value); err != nil {
			return nil, fmt.Errorf("%s: %w", f.name, err)
		}
		delete(object, f.name)
	}
	return decodeOthers[E](object)
}

func decodeOthers[E any](object map[string]json.RawMessage) (map[string]E, error) {
	if len(object) == 0 {
		return nil, nil
	}
	others := make(map[string]E, len(object))
	for name, raw := range object {
		var value E
		if err := json.Unmarshal(raw, &value); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		others[name] = value
	}
	return others, nil
}

// encodeObject writes the fields that are not nil, then the others by name;
// another wins over a field of its name.
func encodeObject[E any](others map[string]E, fields ...member) ([]byte, error) {
	var present []member
	taken := map[string]bool{}
	for _, f := range fields {
		if other, ok := others[f.name]; ok {
			f.value = other
		} else if isNil(f.value) {
			continue
		}
		taken[f.name] = true
		present = append(present, f)
	}
	for _, name := range slices.Sorted(maps.Keys(others)) {
		if !taken[name] {
			present = append(present, member{name, others[name]})
		}
	}
	return writeMembers(present)
}

func writeMembers(members []member) ([]byte, error) {
	buf := []byte{'{'}
	for i, m := range members {
		if i > 0 {
			buf = append(buf, ',')
		}
		name, err := marshal(m.name)
		if err != nil {
			return nil, err
		}
		value, err := marshal(m.value)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", m.name, err)
		}
		buf = append(append(append(buf, name...), ':'), value...)
	}
	return append(buf, '}'), nil
}

func isNil(value any) bool {
	v := reflect.ValueOf(value)
	switch v.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Slice, reflect.Interface:
		return v.IsNil()
	}
	return !v.IsValid()
}

// entryOf finds an entry by its name, else by its name ignoring case.
func entryOf[M ~map[string]E, E any](entries M, name string) (E, bool) {
	if entry, ok := entries[name]; ok {
		return entry, true
	}
	for _, other := range slices.Sorted(maps.Keys(entries)) {
		if strings.EqualFold(other, name) {
			return entries[other], true
		}
	}
	var none E
	return none, false
}

// withEntry is a copy of the entries with one more.
func withEntry[M ~map[string]E, E any](entries M, name string, entry E) M {
	copied := make(M, len(entries)+1)
	maps.Copy(copied, entries)
	copied[name] = entry
	return copied
}
