package config

import (
	"fmt"
	"log/slog"
	"strings"
)

// Level is a log level by its MockServer name, in upper case.
type Level string

// The levels, from the most to the least talkative.
const (
	LevelTrace Level = "TRACE"
	LevelDebug Level = "DEBUG"
	LevelInfo  Level = "INFO"
	LevelWarn  Level = "WARN"
	LevelError Level = "ERROR"
	LevelOff   Level = "OFF"
)

// UnknownLevelError says that a text names no log level.
type UnknownLevelError struct{ Text string }

// Error is the text that MockServer answers.
func (e *UnknownLevelError) Error() string {
	return fmt.Sprintf("Invalid logLevel: %q, valid values are TRACE, DEBUG, INFO, WARN, ERROR", e.Text)
}

// UnmarshalText accepts the level names and those of java.util.logging, in any
// case.
func (l *Level) UnmarshalText(text []byte) error {
	switch name := strings.ToUpper(string(text)); name {
	case "TRACE", "FINEST":
		*l = LevelTrace
	case "DEBUG", "FINE":
		*l = LevelDebug
	case "INFO":
		*l = LevelInfo
	case "WARN", "WARNING":
		*l = LevelWarn
	case "ERROR", "SEVERE":
		*l = LevelError
	case "OFF":
		*l = LevelOff
	default:
		return &UnknownLevelError{Text: string(text)}
	}
	return nil
}

// levelStep is the distance between two of slog's named levels.
const levelStep = slog.LevelInfo - slog.LevelDebug

// Slog is the level as slog counts.
func (l Level) Slog() slog.Level {
	switch l {
	case LevelTrace:
		return slog.LevelDebug - levelStep
	case LevelDebug:
		return slog.LevelDebug
	case LevelWarn:
		return slog.LevelWarn
	case LevelError:
		return slog.LevelError
	case LevelOff:
		return slog.LevelError + levelStep
	default:
		return slog.LevelInfo
	}
}

// Records says whether log entries of the given level are kept at this one.
func (l Level) Records(entry Level) bool { return entry.Slog() >= l.Slog() }
