package main

import (
	"context"
	"io"

	mockserver "github.com/mockserver/mockserver/server"
	"github.com/mockserver/mockserver/server/internal/config"
)

// defaultPort is where the server runs unless told.
const defaultPort = 1080

// runCommand runs the server.
type runCommand struct {
	ExitWithStdin bool `help:"Stop when standard input ends, so that the server goes with the process that started it."`
}

// Run implements the command.
func (r *runCommand) Run(ctx context.Context, settings *config.Settings, std streams) error {
	if len(settings.Ports) == 0 {
		settings.Ports = []int{defaultPort}
	}
	if r.ExitWithStdin {
		var stop context.CancelFunc
		ctx, stop = context.WithCancel(ctx)
		defer stop()
		go func() {
			_, _ = io.Copy(io.Discard, std.in) // however it ends, it has ended
			stop()
		}()
	}
	return serve(ctx, settings, std, func(*mockserver.Server) error { return nil })
}
