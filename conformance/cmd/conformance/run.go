package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/mockserver/mockserver/conformance/internal/driver"
	pb "github.com/mockserver/mockserver/conformance/internal/gen/mockserver/conformance/v1"
	"github.com/mockserver/mockserver/conformance/internal/report"
	"github.com/mockserver/mockserver/conformance/internal/run"
	"github.com/mockserver/mockserver/conformance/internal/suite"
	"github.com/mockserver/mockserver/conformance/internal/target"
)

// Exit statuses.
const (
	exitPassed = 0
	exitFailed = 1
	exitUsage  = 2
)

// Run is the command: it returns the exit status, 0 when everything passed, 1
// when something failed and 2 when nothing could be run.
func Run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	o, err := parse(args, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return exitPassed
	}
	if err == nil {
		err = o.perform(ctx, stdout)
	}
	switch {
	case err == nil:
		return exitPassed
	case errors.Is(err, errFailed):
		return exitFailed
	default:
		fmt.Fprintln(stderr, "conformance:", err)
		return exitUsage
	}
}

var errFailed = errors.New("failed")

func (o options) perform(ctx context.Context, stdout io.Writer) error {
	all, err := suite.LoadCases(o.folder(o.cases))
	if err != nil {
		return err
	}
	selected, err := suite.Select(all, o.run)
	if err != nil {
		return err
	}
	if len(selected) == 0 {
		return fmt.Errorf("no case matches %q", o.run)
	}
	if o.list {
		list(stdout, selected)
		return nil
	}
	clients, err := suite.LoadClients(o.folder("conformance/drivers"), o.folder("conformance/known"), o.clientNames())
	if err != nil {
		return err
	}
	if err := suite.CheckFeatures(clients, all); err != nil {
		return err
	}
	options, err := o.runOptions(all, selected, clients)
	if err != nil {
		return err
	}
	return o.report(run.Run(ctx, options), stdout)
}

func (o options) folder(name string) fs.FS {
	return os.DirFS(filepath.Join(o.root, name))
}

func list(out io.Writer, cases []suite.Case) {
	for _, c := range cases {
		fmt.Fprintf(out, "%s: %s\n", c.Name, c.GetIntent())
	}
}

func (o options) runOptions(all, selected []suite.Case, clients []suite.Client) (run.Options, error) {
	options := run.Options{
		All: all, Cases: selected, Clients: clients,
		Start:    func(client suite.Client) (run.Driver, error) { return driver.Start(o.root, client.Client) },
		Original: o.original,
		Wrong:    o.wrong,
		Parallel: o.parallel,
		Rerun:    o.rerun,
	}
	if o.url != "" {
		options.Shared = func(context.Context) (*target.Server, error) { return target.Elsewhere(o.url) }
		return options, nil
	}
	command, err := o.serverCommand()
	if err != nil {
		return options, err
	}
	binary := target.Binary{Command: command}
	options.Own = binary.Start
	options.Shared = func(ctx context.Context) (*target.Server, error) {
		return binary.Start(ctx, &pb.ServerOptions{})
	}
	return options, nil
}

func (o options) report(found report.Report, stdout io.Writer) error {
	found.WriteText(stdout)
	if o.junit != "" {
		if err := writeJUnit(o.junit, found); err != nil {
			return err
		}
	}
	if found.Failures() > 0 {
		return errFailed
	}
	return nil
}

func writeJUnit(name string, found report.Report) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	return errors.Join(found.WriteJUnit(file), file.Close())
}
