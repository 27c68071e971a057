package main

import (
	"context"
	"errors"

	mockserver "github.com/mockserver/mockserver/server"
	"github.com/mockserver/mockserver/server/internal/config"
)

// errNoPort is a run that was told no port.
var errNoPort = errors.New("no port given: name one with --port (-p, -serverPort), " +
	"MOCKSERVER_SERVER_PORT or SERVER_PORT; 0 takes any free one")

// runCommand runs the server.
type runCommand struct {
	config.Settings
}

// Run implements the command.
func (r *runCommand) Run(ctx context.Context, std streams) error {
	if len(r.Ports) == 0 {
		return errNoPort
	}
	return serve(ctx, &r.Settings, std, func(*mockserver.Server) error { return nil })
}
