package control

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/mockserver/mockserver/server/internal/clock"
	"github.com/mockserver/mockserver/server/internal/jsontree"
)

const clockActions = "must be one of: freeze, advance, reset"

// ReadClock tells the time that expectations live by, and whether it stands still.
func (s *Service) ReadClock(context.Context) Document {
	o := instant(s.Time.Now())
	o.add("frozen", jsontree.BoolOf(s.Time.Frozen()))
	return jsonDocument(jsontree.ObjectOf(o...))
}

// AdjustClock freezes, advances or resets the clock as document says. Log
// stamps do not follow it. The error is a *Refusal.
func (s *Service) AdjustClock(_ context.Context, document []byte) (Document, error) {
	if len(bytes.TrimSpace(document)) == 0 {
		return Document{}, &Refusal{"request body is required with 'action' field"}
	}
	tree, err := jsontree.ParseLenient(document)
	if err != nil {
		return Document{}, &Refusal{"failed to process clock request: " + err.Error()}
	}
	given, _ := tree.Get("action")
	now, err := s.adjustClock(given.Text, tree)
	if err != nil {
		return Document{}, err
	}
	var o memberList
	o.addText("status", strings.ToLower(given.Text))
	return jsonDocument(jsontree.ObjectOf(append(o, instant(now)...)...)), nil
}

// adjustClock does what an action says and returns what the clock shows then.
func (s *Service) adjustClock(action string, tree jsontree.Value) (time.Time, error) {
	switch strings.ToLower(action) {
	case "":
		return time.Time{}, &Refusal{"'action' field is required, " + clockActions}
	case "freeze":
		return s.freezeClock(tree)
	case "advance":
		return s.advanceClock(tree)
	case "reset":
		s.Time.Reset()
		return s.Time.Now(), nil
	}
	return time.Time{}, &Refusal{fmt.Sprintf("unknown action '%s', %s", action, clockActions)}
}

func (s *Service) freezeClock(tree jsontree.Value) (time.Time, error) {
	given, ok := tree.Get("instant")
	if !ok || given.Kind == jsontree.Null {
		return s.Time.Freeze(time.Time{}), nil
	}
	at, err := time.Parse(time.RFC3339, given.Text)
	if err != nil {
		return at, &Refusal{"invalid 'instant' value, must be ISO-8601 format (e.g. 2024-01-01T00:00:00Z)"}
	}
	return s.Time.Freeze(at), nil
}

func (s *Service) advanceClock(tree jsontree.Value) (time.Time, error) {
	given, _ := tree.Get("durationMillis")
	millis, err := strconv.ParseFloat(given.Text, 64)
	switch {
	case err != nil, !(millis >= 1):
		return time.Time{}, &Refusal{"'durationMillis' must be a positive number"}
	case millis > float64(clock.MaxAdvanceMillis):
		return time.Time{}, &Refusal{fmt.Sprintf("'durationMillis' must be at most %d", clock.MaxAdvanceMillis)}
	}
	now, err := s.Time.Advance(time.Duration(millis) * time.Millisecond)
	if err != nil {
		return now, &Refusal{err.Error()}
	}
	return now, nil
}

func instant(now time.Time) memberList {
	var o memberList
	o.addText("currentInstant", now.UTC().Format(time.RFC3339Nano))
	o.add("currentEpochMillis", jsontree.IntOf(now.UnixMilli()))
	return o
}
