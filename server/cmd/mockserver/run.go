package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"

	"github.com/alecthomas/kong"

	mockserver "github.com/mockserver/mockserver/server"
	"github.com/mockserver/mockserver/server/internal/config"
)

// Exit codes.
const (
	exitOK     = 0
	exitFailed = 1 // the server could not start, or was cut
	exitUsage  = 2 // the command line is wrong
)

// commands are the subcommands, of which run is the default, with the settings
// they share.
type commands struct {
	config.Settings

	Run     runCommand     `cmd:"" default:"withargs" help:"Run the server (the default)."`
	Demo    demoCommand    `cmd:"" help:"Run the server on port 1080 with a few expectations to try."`
	Version versionCommand `cmd:"" help:"Print the version."`
}

// streams are the standard streams of a run.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// Run parses args, MOCKSERVER_* variables beside them, and carries out the
// command until it ends or ctx does. It returns the exit code.
func Run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	var given commands
	parser, err := newParser(&given, stdout, stderr)
	if err != nil {
		fmt.Fprintln(stderr, err)
		return exitFailed
	}
	if wantsHelp(args) {
		args = []string{"--help"}
	}
	helped := false
	parser.Exit = func(int) { helped = true }
	command, err := parser.Parse(config.Modern(args))
	if helped {
		return exitOK
	}
	if err != nil {
		fmt.Fprintf(stderr, "mockserver: %v\nTry \"mockserver --help\".\n", err)
		return exitUsage
	}
	command.BindTo(ctx, (*context.Context)(nil))
	if err := command.Run(&given.Settings, streams{in: stdin, out: stdout, err: stderr}); err != nil {
		fmt.Fprintf(stderr, "mockserver: %v\n", err)
		return exitFailed
	}
	return exitOK
}

func newParser(given *commands, stdout, stderr io.Writer) (*kong.Kong, error) {
	return kong.New(given,
		kong.Name("mockserver"),
		kong.Description("An HTTP server that answers what it was taught, records what it received and verifies it."),
		kong.Writers(stdout, stderr),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 120}),
		config.Environment(os.LookupEnv),
	)
}

// wantsHelp knows the spellings of help that are not the parser's own.
func wantsHelp(args []string) bool {
	return len(args) == 1 && (args[0] == "help" || args[0] == "-help")
}

// versionCommand prints the version.
type versionCommand struct{}

// Run implements the command.
func (versionCommand) Run(std streams) error {
	_, err := fmt.Fprintf(std.out, "mockserver %s\n", mockserver.Version)
	return err
}

// serve runs a server until ctx ends or its control plane stops it. Standard
// output says where it listens, for whoever started it; the log goes to
// standard error. prepare is called once the server answers, before that line.
func serve(ctx context.Context, settings *config.Settings, std streams, prepare func(*mockserver.Server) error) error {
	everything := &slog.HandlerOptions{Level: config.LevelTrace.Slog()} // the server applies its own level
	logger := slog.New(slog.NewTextHandler(std.err, everything))
	server, err := mockserver.New(mockserver.Config{Settings: settings, Logger: logger})
	if err != nil {
		return err
	}
	if err = server.Start(ctx); err == nil {
		err = prepare(server)
	}
	if err == nil {
		_, err = fmt.Fprintf(std.out, "mockserver: listening on %s\n", server.URL())
	}
	if err != nil {
		_ = server.Close() // it never served; why is what matters
		return err
	}
	select {
	case <-ctx.Done():
	case <-server.Done():
	}
	return server.Close()
}
