package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"time"

	mock "github.com/mockserver/mockserver/clients/go"
)

// value is a part of a request as it was written.
type value = json.RawMessage

// text is a string member of a request, "" when absent.
func text(v value) (s string, err error) {
	if v != nil {
		err = json.Unmarshal(v, &s)
	}
	return s, err
}

func number(v value) (n int, err error) {
	if v != nil {
		err = json.Unmarshal(v, &n)
	}
	return n, err
}

func list(v value) (items []value, err error) {
	if v != nil {
		err = json.Unmarshal(v, &items)
	}
	return items, err
}

// tag is the name and content of a tagged value, "" for plain data.
func tag(v value) (string, value) {
	var object map[string]value
	if json.Unmarshal(v, &object) != nil || len(object) != 1 {
		return "", nil
	}
	for name, content := range object {
		if name[:min(1, len(name))] == "$" {
			return name, content
		}
	}
	return "", nil
}

// resolved is plain data in which tagged values are what the client has for
// them; data without any stays as it was written.
func resolved(v value) (any, error) {
	name, content := tag(v)
	switch name {
	case "$build":
		return build(content)
	case "$ms":
		d, err := duration(content)
		return mock.NewDelay(d), err
	case "$base64":
		return content, nil
	}
	if !bytes.Contains(v, []byte(`"$`)) {
		return mock.Raw(v), nil
	}
	return resolvedParts(v)
}

func resolvedParts(v value) (any, error) {
	var object map[string]value
	if json.Unmarshal(v, &object) == nil && object != nil {
		parts := mock.Plain{}
		for name, member := range object {
			var err error
			if parts[name], err = resolved(member); err != nil {
				return nil, err
			}
		}
		return parts, nil
	}
	items, err := list(v)
	if err != nil {
		return mock.Raw(v), nil // a text that holds "$
	}
	parts := make([]any, len(items))
	for i, item := range items {
		if parts[i], err = resolved(item); err != nil {
			return nil, err
		}
	}
	return parts, nil
}

// form is plain data or a built value, as one of the client's forms.
func form[F any](v value) (F, error) {
	var none F
	if v == nil {
		return none, nil
	}
	data, err := resolved(v)
	if err != nil {
		return none, err
	}
	f, ok := data.(F)
	if !ok {
		return none, fmt.Errorf("%T is no %T", data, &none)
	}
	return f, nil
}

func forms[F any](v value) ([]F, error) {
	items, err := list(v)
	if err != nil {
		return nil, err
	}
	all := make([]F, len(items))
	for i, item := range items {
		if all[i], err = form[F](item); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func duration(milliseconds value) (time.Duration, error) {
	var ms float64
	err := json.Unmarshal(milliseconds, &ms)
	return time.Duration(ms * float64(time.Millisecond)), err
}

func decoded(b64 value) ([]byte, error) {
	encoded, err := text(b64)
	if err != nil {
		return nil, err
	}
	return base64.StdEncoding.DecodeString(encoded)
}
