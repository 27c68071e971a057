package mockserver

import (
	"context"
	"log/slog"
)

// leveled lets through what the server's log level of the moment allows, and
// what the handler below it does.
type leveled struct {
	slog.Handler
	level slog.Leveler
}

// Enabled implements slog.Handler.
func (l leveled) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= l.level.Level() && l.Handler.Enabled(ctx, level)
}

// WithAttrs implements slog.Handler.
func (l leveled) WithAttrs(attributes []slog.Attr) slog.Handler {
	return leveled{l.Handler.WithAttrs(attributes), l.level}
}

// WithGroup implements slog.Handler.
func (l leveled) WithGroup(name string) slog.Handler {
	return leveled{l.Handler.WithGroup(name), l.level}
}
