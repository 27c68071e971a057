// Command bench measures the budgets of the server, each beside a baseline
// from the same run: CPU time per request of the server's process against that
// of a bare net/http server, and memory, start-up and loading as they are.
//
//	bench -binary bin/mockserver
//
// Figures are printed, never judged: a shared machine is too noisy for a
// threshold. Everything runs on loopback and ends by itself.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
)

func main() {
	if len(os.Args) == 3 && os.Args[1] == "baseline" {
		routes, err := strconv.Atoi(os.Args[2])
		fail(err)
		fail(serveBaseline(routes, os.Stdin, os.Stdout))
		return
	}
	fail(run(os.Args[1:], os.Stdout))
}

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(args []string, stdout io.Writer) error {
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	binary := flags.String("binary", "bin/mockserver", "the server to measure")
	requests := flags.Int("requests", 60_000, "requests per measurement")
	recorded := flags.Int("recorded", 1_000_000, "requests recorded for the memory measurement")
	if err := flags.Parse(args); err != nil {
		return err
	}
	b := &bench{binary: *binary, requests: *requests, recorded: *recorded, out: newReport(stdout)}
	return b.all()
}
