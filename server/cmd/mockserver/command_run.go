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
	config.Settings
	ExitWithStdin bool `help:"Stop when standard input ends, so that the server goes with the process that started it."`
}

// Run implements the command.
func (r *runCommand) Run(ctx context.Context, std streams) error {
	if len(r.Ports) == 0 {
		r.Ports = []int{defaultPort}
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
	return serve(ctx, &r.Settings, std, func(*mockserver.Server) error { return nil })
}
