package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"strings"
)

// options are the command line.
type options struct {
	root       string
	cases      string
	clients    string
	run        string
	server     string
	serverArgs string
	url        string
	original   bool
	wrong      bool
	junit      string
	list       bool
	parallel   int
}

func parse(args []string, stderr io.Writer) (options, error) {
	var o options
	flags := flag.NewFlagSet("conformance", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&o.root, "root", ".", "the repository's root `folder`")
	flags.StringVar(&o.cases, "cases", "conformance/cases", "the `folder` of the cases, relative to the root")
	flags.StringVar(&o.clients, "client", "", "the `clients` to test, separated by commas; all declared ones when empty")
	flags.StringVar(&o.run, "run", "**", "run the cases whose names match this `glob`")
	flags.StringVar(&o.server, "server", "bin/mockserver", "the server `binary` to start, relative to the root")
	flags.StringVar(&o.serverArgs, "server-args", "--port $(port)", "its `arguments`, separated by spaces")
	flags.StringVar(&o.url, "url", "", "test the server at this `URL` instead of starting any")
	flags.BoolVar(&o.original, "original", false, "the server is the original MockServer 7.5.0: cases that say they differ there must fail")
	flags.BoolVar(&o.wrong, "wrong", false, "the cases are wrong on purpose: each must be found to be, for every client")
	flags.StringVar(&o.junit, "junit", "", "write a JUnit report to this `file`")
	flags.BoolVar(&o.list, "list", false, "list the cases with their intent and end")
	flags.IntVar(&o.parallel, "parallel", runtime.NumCPU(), "test so many clients at the same time; 1 with -url")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if flags.NArg() > 0 {
		return o, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	if o.parallel < 1 {
		return o, errors.New("parallel is less than 1")
	}
	if o.url != "" {
		o.parallel = 1
	}
	return o, nil
}

func (o options) clientNames() []string {
	if o.clients == "" {
		return nil
	}
	return strings.Split(o.clients, ",")
}

// serverCommand is the command line that starts a server in any folder.
func (o options) serverCommand() ([]string, error) {
	program := o.server
	if strings.Contains(program, "/") && !filepath.IsAbs(program) {
		absolute, err := filepath.Abs(filepath.Join(o.root, program))
		if err != nil {
			return nil, err
		}
		program = absolute
	}
	return append([]string{program}, strings.Fields(o.serverArgs)...), nil
}

// rerun is the command that runs one case for one client again.
func (o options) rerun(client, name string) string {
	command := "go run ./conformance/cmd/conformance"
	for _, given := range []struct{ flag, value, standard string }{
		{"cases", o.cases, "conformance/cases"},
		{"server", o.server, "bin/mockserver"},
		{"server-args", o.serverArgs, "--port $(port)"},
		{"url", o.url, ""},
	} {
		if given.value != given.standard {
			command += fmt.Sprintf(" -%s '%s'", given.flag, given.value)
		}
	}
	if o.original {
		command += " -original"
	}
	if o.wrong {
		command += " -wrong"
	}
	return fmt.Sprintf("%s -client %s -run %s", command, client, name)
}
