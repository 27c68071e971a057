package proto

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
)

// Lock holds the number of every field and enum value ever emitted, by message
// or enum. Numbers are given once and never again, so a field that is taken
// out of the contract leaves a hole.
type Lock map[string]map[string]int

// LoadLock reads the lock at path; without a file it is empty.
func LoadLock(path string) (Lock, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return Lock{}, nil
	}
	if err != nil {
		return nil, err
	}
	var l Lock
	return l, json.Unmarshal(data, &l)
}

// number returns the number of a field, giving it the next free one at first
// sight.
func (l Lock) number(message, field string) int {
	if l[message] == nil {
		l[message] = map[string]int{}
	}
	n, ok := l[message][field]
	if !ok {
		for _, had := range l[message] {
			n = max(n, had)
		}
		n++
		l[message][field] = n
	}
	return n
}

// JSON is the lock as text, keys sorted.
func (l Lock) JSON() ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetIndent("", "  ")
	err := enc.Encode(l)
	return buf.Bytes(), err
}
