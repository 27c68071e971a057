package config

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// ErrNotConfiguration says that a document is no JSON object of settings.
//
//lint:ignore ST1005 MockServer's text, which clients show
var ErrNotConfiguration = errors.New("Invalid configuration JSON")

// StartOnlyError says that a setting cannot change while the server runs.
type StartOnlyError struct{ Setting string }

// Error names the setting and why it was refused.
func (e *StartOnlyError) Error() string {
	return fmt.Sprintf("%s: %s can only be given when the server starts", ErrNotConfiguration, e.Setting)
}

// Document is every setting with its present value, members sorted by name.
func (s *Settings) Document() (jsontree.Value, error) {
	text, err := json.Marshal(s)
	if err != nil {
		return jsontree.Value{}, fmt.Errorf("writing the configuration: %w", err)
	}
	document, err := jsontree.Parse(text)
	if err != nil {
		return jsontree.Value{}, fmt.Errorf("writing the configuration: %w", err)
	}
	slices.SortFunc(document.Members, func(a, b jsontree.Member) int { return strings.Compare(a.Name, b.Name) })
	return document, nil
}

// merge returns a copy of s with the settings of document. Unknown settings
// and nulls change nothing. It refuses what is no JSON object, a value of the
// wrong type, an unknown log level, a negative number, and another value for a
// setting that is only read at start.
func (s *Settings) merge(document []byte) (*Settings, error) {
	tree, err := jsontree.ParseLenient(document)
	if err != nil || tree.Kind != jsontree.Object {
		return nil, ErrNotConfiguration
	}
	merged := s.Clone()
	if err := json.Unmarshal(tree.AppendCompact(nil), merged); err != nil {
		return nil, readable(err)
	}
	return merged, s.refuse(merged)
}

// Clone copies s so deep that changing the copy leaves s alone.
func (s *Settings) Clone() *Settings {
	copied := *s
	copied.Ports = slices.Clone(s.Ports)
	copied.SubjectAlternativeNames = slices.Clone(s.SubjectAlternativeNames)
	copied.SubjectAlternativeIPs = slices.Clone(s.SubjectAlternativeIPs)
	return &copied
}

func readable(err error) error {
	var level *UnknownLevelError
	if errors.As(err, &level) {
		return level
	}
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		setting := wrong.Field[strings.LastIndex(wrong.Field, ".")+1:] // without its group
		return fmt.Errorf("%w: %s: %s found, %s expected", ErrNotConfiguration, setting, wrong.Value, wrong.Type)
	}
	return ErrNotConfiguration
}

// refuse finds the first setting that merged may not change so.
func (s *Settings) refuse(merged *Settings) error {
	before, after := reflect.ValueOf(s).Elem(), reflect.ValueOf(merged).Elem()
	for _, field := range reflect.VisibleFields(before.Type()) {
		if field.Anonymous {
			continue
		}
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		value := after.FieldByIndex(field.Index)
		if value.Kind() == reflect.Int && value.Int() < 0 {
			return fmt.Errorf("%w: %s: must not be negative", ErrNotConfiguration, name)
		}
		_, live := field.Tag.Lookup("live")
		if !live && !reflect.DeepEqual(before.FieldByIndex(field.Index).Interface(), value.Interface()) {
			return &StartOnlyError{Setting: name}
		}
	}
	return nil
}
