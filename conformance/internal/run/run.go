// Package run performs cases: it tells drivers what to do, sends traffic of its
// own, and judges what comes back.
package run

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	pb "github.com/mockserver/mockserver/conformance/internal/gen/mockserver/conformance/v1"
	"github.com/mockserver/mockserver/conformance/internal/report"
	"github.com/mockserver/mockserver/conformance/internal/suite"
	"github.com/mockserver/mockserver/conformance/internal/target"
)

// Driver performs client operations. After an error it is of no further use.
type Driver interface {
	Do(ctx context.Context, request *pb.DriverRequest) (*pb.DriverAnswer, error)
	// Stderr returns what the driver wrote there since it was asked last.
	Stderr() string
	// Close ends it gently; Kill at once.
	Close() error
	Kill()
}

// Options says what to run.
type Options struct {
	// Cases to run, sorted by name.
	Cases []suite.Case
	// All cases there are, to find stale entries.
	All []suite.Case
	// Clients to run them for.
	Clients []suite.Client
	// Start starts a client's driver.
	Start func(suite.Client) (Driver, error)
	// Shared provides the server that a client's cases share. It is called once
	// per client and closed at the end.
	Shared func(context.Context) (*target.Server, error)
	// Own provides a case's own server; nil when there can be none.
	Own func(context.Context, *pb.ServerOptions) (*target.Server, error)
	// Original says that the servers are the original MockServer, so that cases
	// which say they differ there must fail.
	Original bool
	// Wrong says that the cases are wrong on purpose: one passes when judging
	// it finds a difference, and fails when it holds or cannot be judged.
	Wrong bool
	// Parallel is how many clients run at the same time; at least 1.
	Parallel int
	// Rerun renders the command that runs one case for one client.
	Rerun func(client, name string) string
}

// Run performs every case for every client.
func Run(ctx context.Context, options Options) report.Report {
	results := make([][]report.Result, len(options.Clients))
	problems := make([]error, len(options.Clients))
	slots := make(chan struct{}, max(1, options.Parallel))
	var running sync.WaitGroup
	for i, client := range options.Clients {
		running.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			results[i], problems[i] = runClient(ctx, options, client)
		})
	}
	running.Wait()
	return assemble(options, results, problems)
}

func assemble(options Options, results [][]report.Result, problems []error) report.Report {
	var whole report.Report
	for i, client := range options.Clients {
		whole.Clients = append(whole.Clients, client.Name)
		whole.Results = append(whole.Results, results[i]...)
		if problems[i] != nil {
			whole.Problems = append(whole.Problems, fmt.Sprintf("client %s: %v", client.Name, problems[i]))
		}
		whole.Problems = append(whole.Problems, stale(options, client)...)
	}
	return whole
}

// stale reports known failures that match no case at all.
func stale(options Options, client suite.Client) []string {
	if options.Wrong {
		return nil
	}
	var problems []string
	for _, pattern := range client.Known.Unused(options.All) {
		problems = append(problems, fmt.Sprintf("client %s: the known failure %q matches no case", client.Name, pattern))
	}
	return problems
}

func runClient(ctx context.Context, options Options, client suite.Client) ([]report.Result, error) {
	server, err := options.Shared(ctx)
	if err != nil {
		return nil, err
	}
	defer server.Close()
	s := &session{Options: options, client: client, shared: server}
	defer s.close()
	var results []report.Result
	for _, c := range options.Cases {
		results = append(results, s.result(ctx, c))
	}
	return results, ctx.Err()
}

// session is one client's way through the cases.
type session struct {
	Options
	client suite.Client
	shared *target.Server
	// driver is nil before the first case and after one that broke it.
	driver Driver
}

// result runs a case unless it must be skipped, and weighs a failure against
// the lists of those that are known.
func (s *session) result(ctx context.Context, c suite.Case) report.Result {
	result := report.Result{Client: s.client.Name, Case: c}
	if lacking := s.client.Lacks(c); len(lacking) > 0 {
		result.Outcome, result.Reason = report.Skipped, fmt.Sprintf("the client does not do %v", lacking)
		return result
	}
	if c.GetServer() != nil && s.Own == nil {
		result.Outcome, result.Reason = report.Skipped, "needs a server of its own"
		return result
	}
	started := time.Now()
	failure := s.perform(ctx, c)
	result.Took = time.Since(started)
	if s.Wrong {
		result.Outcome, result.Failure = weighWrong(failure)
	} else {
		result.Outcome, result.Failure = weigh(failure, s.mayFail(c))
	}
	if result.Outcome == report.Known {
		result.Reason = s.mayFail(c)
	}
	if result.Failure != nil {
		result.Failure.Rerun = s.Rerun(s.client.Name, c.Name)
	}
	return result
}

// mayFail is why a case may fail; empty when it may not.
func (s *session) mayFail(c suite.Case) string {
	if differs := c.GetOriginal().GetDiffers(); s.Original && differs != "" {
		return differs
	}
	return s.client.Known.ReasonFor(c)
}

func weigh(failure *report.Failure, mayFail string) (report.Outcome, *report.Failure) {
	switch {
	case failure == nil && mayFail == "":
		return report.Passed, nil
	case failure == nil:
		return report.Failed, &report.Failure{Message: "It passes, though it is listed to fail: " + mayFail}
	case mayFail != "":
		return report.Known, failure
	default:
		return report.Failed, failure
	}
}

func weighWrong(failure *report.Failure) (report.Outcome, *report.Failure) {
	switch {
	case failure == nil:
		return report.Failed, &report.Failure{Message: "It passes, though it is wrong on purpose."}
	case len(failure.Differences) == 0:
		return report.Failed, failure
	default:
		return report.Passed, nil
	}
}

// errBroken marks errors after which a driver must be started anew.
var errBroken = errors.New("driver is broken")

// do asks the driver, which is started when need be.
func (s *session) do(ctx context.Context, request *pb.DriverRequest) (*pb.DriverAnswer, error) {
	if s.driver == nil {
		driver, err := s.Start(s.client)
		if err != nil {
			return nil, err
		}
		s.driver = driver
	}
	answer, err := s.driver.Do(ctx, request)
	if err != nil {
		return nil, errors.Join(errBroken, err)
	}
	return answer, nil
}

// stderr takes what the driver wrote since the last case, and gives up a
// broken driver.
func (s *session) stderr(err error) string {
	if s.driver == nil {
		return ""
	}
	if errors.Is(err, errBroken) {
		s.driver.Kill()
		defer func() { s.driver = nil }()
	}
	return s.driver.Stderr()
}

func (s *session) close() {
	if s.driver != nil {
		s.driver.Close()
	}
}
