package wire

import (
	"errors"
	"fmt"
	"math"
	"strconv"

	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// reader turns values of the right shape into model data and collects what is
// wrong with them all the same, such as a JSON text that is none. What it
// returns for a wrong value is not to be used.
type reader struct {
	violations []Violation
	buffer     []byte // of pretty, to be used again
}

// pretty is v in the layout it is served in.
func (r *reader) pretty(v jsontree.Value) string {
	r.buffer = v.AppendPretty(r.buffer[:0])
	return string(r.buffer)
}

func (r *reader) refusef(at *place, format string, args ...any) {
	if len(r.violations) < maxViolations {
		r.violations = append(r.violations, Violation{Path: at.String(), Reason: fmt.Sprintf(format, args...)})
	}
}

// document describes a kind of document: its shape and how it is read.
type document[T any] struct {
	name  string // as the lead of a refusal says
	shape shape
	read  func(*reader, *place, jsontree.Value) T
}

// parse reads doc. Blank documents are refused as missing.
func (d *document[T]) parse(doc []byte) (T, *ValidationError) {
	var none T
	if isBlank(doc) {
		return none, missingDocument("a "+d.name, doc, true)
	}
	tree, err := jsontree.ParseLenient(doc)
	if err != nil {
		return none, d.malformed(doc, err)
	}
	return d.parseTree(tree, doc)
}

// parseTree reads tree. A refusal repeats source, or without one the tree.
func (d *document[T]) parseTree(tree jsontree.Value, source []byte) (T, *ValidationError) {
	var none T
	if violations := violationsOf(d.shape, tree); violations != nil {
		return none, d.refuse(tree, source, violations)
	}
	var r reader
	v := d.read(&r, nil, tree)
	if len(r.violations) > 0 {
		return none, d.refuse(tree, source, r.violations)
	}
	return v, nil
}

func (d *document[T]) lead() string { return "incorrect " + d.name + " json format for:" }

func (d *document[T]) refuse(tree jsontree.Value, source []byte, violations []Violation) *ValidationError {
	shown := string(source)
	if source == nil {
		shown = pretty(tree)
	}
	return &ValidationError{Lead: d.lead(), Document: shown, Violations: listed(violations), Links: true}
}

func (d *document[T]) malformed(doc []byte, err error) *ValidationError {
	e := malformed(err)
	e.Lead, e.Document = d.lead(), string(doc)
	return e
}

// malformed refuses a document that the parser refused.
func malformed(err error) *ValidationError {
	e := &ValidationError{}
	if !errors.As(err, &e.Syntax) {
		e.Violations = []Violation{{Reason: err.Error()}}
	}
	return e
}

// plain makes an error of what may be none.
func plain[T any](v T, err *ValidationError) (T, error) {
	if err != nil {
		return v, err
	}
	return v, nil
}

func isBlank(doc []byte) bool {
	for _, c := range doc {
		if c != ' ' && c != '\t' && c != '\r' && c != '\n' {
			return false
		}
	}
	return true
}

// missingDocument refuses a blank document where noun is needed.
func missingDocument(noun string, doc []byte, links bool) *ValidationError {
	given := cut(string(doc))
	if given == "" {
		given = "null"
	}
	return &ValidationError{
		Violations: []Violation{{Reason: fmt.Sprintf("%s is required but value was \"%s\"", noun, given)}},
		Links:      links,
	}
}

func text(v jsontree.Value, member string) string {
	m, _ := v.Get(member)
	return m.Text
}

func flag(v jsontree.Value, member string) bool {
	m, _ := v.Get(member)
	return isTrue(m)
}

func isTrue(v jsontree.Value) bool { return v.Kind == jsontree.Bool && v.Text == "true" }

func optionalFlag(v jsontree.Value, member string) *bool {
	m, ok := v.Get(member)
	if !ok {
		return nil
	}
	b := isTrue(m)
	return &b
}

// integer reads a whole number that fits limit bits.
func (r *reader) integer(at *place, v jsontree.Value, limit int) int64 {
	if n, err := strconv.ParseInt(v.Text, 10, limit); err == nil {
		return n
	}
	f, err := strconv.ParseFloat(v.Text, 64)
	if bound := math.Ldexp(1, min(limit-1, 53)); err != nil || f < -bound || f >= bound {
		r.refusef(at, "%s does not fit an integer of %d bits", cutAt(v.Text, maxNameBytes), limit)
	}
	return int64(f)
}

// integerMember reads a whole number that fits limit bits, nil when absent.
func (r *reader) integerMember(at *place, v jsontree.Value, member string, limit int) *int64 {
	m, ok := v.Get(member)
	if !ok {
		return nil
	}
	n := r.integer(at.member(member), m, limit)
	return &n
}

// intMember reads an integer of 32 bits, 0 when absent.
func (r *reader) intMember(at *place, v jsontree.Value, member string) int {
	if n := r.integerMember(at, v, member, 32); n != nil {
		return int(*n)
	}
	return 0
}

func (r *reader) optionalInt(at *place, v jsontree.Value, member string) *int {
	if _, ok := v.Get(member); !ok {
		return nil
	}
	n := r.intMember(at, v, member)
	return &n
}
