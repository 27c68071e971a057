package mock

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// Plain is an object of one's own in the form of the contract. It serves
// wherever a model is wanted, and reaches the server as it is, which judges
// it.
type Plain map[string]any

// MarshalJSON implements json.Marshaler.
func (p Plain) MarshalJSON() ([]byte, error) { return marshal(map[string]any(p)) }

func (p Plain) members() (map[string]json.RawMessage, error) {
	raw, err := p.MarshalJSON()
	if err != nil {
		return nil, err
	}
	return Raw(raw).members()
}

// Raw is JSON text in the form of the contract, such as the content of a file.
// It serves wherever a model is wanted, and reaches the server as it is, which
// judges it. It must be JSON.
type Raw []byte

// MarshalJSON implements json.Marshaler.
func (r Raw) MarshalJSON() ([]byte, error) {
	if len(bytes.TrimSpace(r)) == 0 {
		return []byte("null"), nil
	}
	return r, nil
}

func (r Raw) members() (map[string]json.RawMessage, error) {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(r, &members); err != nil {
		return nil, fmt.Errorf("want a JSON object: %w", err)
	}
	return members, nil
}

// items are the items of an array, or the one value that it is.
func (r Raw) items() []json.Marshaler {
	var raw []json.RawMessage
	if json.Unmarshal(r, &raw) != nil {
		return []json.Marshaler{r}
	}
	items := make([]json.Marshaler, len(raw))
	for i, item := range raw {
		items[i] = item
	}
	return items
}
