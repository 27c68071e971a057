package run

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"time"

	pb "github.com/mockserver/mockserver/conformance/internal/gen/mockserver/conformance/v1"
	"github.com/mockserver/mockserver/conformance/internal/judge"
	"github.com/mockserver/mockserver/conformance/internal/report"
	"github.com/mockserver/mockserver/conformance/internal/suite"
	"github.com/mockserver/mockserver/conformance/internal/target"
	"github.com/mockserver/mockserver/conformance/internal/traffic"
)

const (
	caseTimeout  = 3 * time.Minute
	pollInterval = 20 * time.Millisecond
	fillerBytes  = 16 << 10
)

// caseRun is one case under way.
type caseRun struct {
	session  *session
	recorder *target.Recorder
	traffic  *traffic.Client
	// variables are what steps saved and what initialVariables gives.
	variables  map[string]string
	background []pending
}

// pending is a request sent in the background.
type pending struct {
	where    string
	observed <-chan observation
}

// observation is what one attempt at a step brought.
type observation struct {
	// value is the result of an operation or the body of a response, as JSON.
	value       any
	differences []judge.Difference
	exchange    string
	err         error
}

// perform runs a case against a server that was just reset.
func (s *session) perform(ctx context.Context, c suite.Case) *report.Failure {
	ctx, cancel := context.WithTimeout(ctx, caseTimeout)
	defer cancel()
	server, release, err := s.serverFor(ctx, c)
	if err != nil {
		return &report.Failure{Message: err.Error()}
	}
	defer release()
	run, err := s.newCaseRun(server)
	if err != nil {
		return &report.Failure{Message: err.Error()}
	}
	defer run.recorder.Close()
	defer run.traffic.Close()
	return run.perform(ctx, c)
}

// serverFor provides the shared server, reset, or one of the case's own.
func (s *session) serverFor(ctx context.Context, c suite.Case) (*target.Server, func(), error) {
	if c.GetServer() != nil {
		server, err := s.Own(ctx, c.GetServer())
		if err != nil {
			return nil, nil, err
		}
		return server, server.Close, nil
	}
	if err := s.shared.Reset(ctx); err != nil {
		return nil, nil, fmt.Errorf("reset: %w", err)
	}
	return s.shared, func() {}, nil
}

func (s *session) newCaseRun(server *target.Server) (*caseRun, error) {
	parsed, err := url.Parse(server.URL)
	if err != nil {
		return nil, err
	}
	variables, err := initialVariables(parsed)
	if err != nil {
		return nil, err
	}
	recorder, err := target.NewRecorder(server)
	if err != nil {
		return nil, err
	}
	return &caseRun{
		session:   s,
		recorder:  recorder,
		traffic:   &traffic.Client{Host: parsed.Hostname(), Port: parsed.Port()},
		variables: variables,
	}, nil
}

// initialVariables are the names that every step may use.
func initialVariables(server *url.URL) (map[string]string, error) {
	closed, err := target.FreePort()
	if err != nil {
		return nil, err
	}
	return map[string]string{
		"url": server.String(), "host": server.Hostname(), "port": server.Port(),
		"closedPort": closed, "filler": strings.Repeat("a", fillerBytes),
	}, nil
}

func (r *caseRun) perform(ctx context.Context, c suite.Case) *report.Failure {
	connect := &pb.DriverRequest{Operation: &pb.DriverRequest_Connect{Connect: &pb.Connect{Url: r.recorder.URL}}}
	if failure := r.failure("connecting", r.do(ctx, connect, &pb.Step{})); failure != nil {
		return failure
	}
	for i, step := range c.GetSteps() {
		where := fmt.Sprintf("step %d: %s", i+1, describe(step))
		if failure := r.failure(where, r.perhapsRepeated(ctx, where, step)); failure != nil {
			return failure
		}
	}
	for _, waiting := range r.background {
		if failure := r.failure(waiting.where, <-waiting.observed); failure != nil {
			return failure
		}
	}
	return nil
}

func describe(step *pb.Step) string {
	if do := step.GetDo(); do != nil {
		return "do " + suite.OperationName(do)
	}
	return "send " + step.GetSend().GetMethod() + " " + step.GetSend().GetPath()
}

// failure is nil when a step held.
func (r *caseRun) failure(where string, seen observation) *report.Failure {
	if seen.err == nil && len(seen.differences) == 0 {
		return nil
	}
	failure := &report.Failure{
		Where: where, Differences: seen.differences, Exchange: seen.exchange, Stderr: r.session.stderr(seen.err),
	}
	if seen.err != nil {
		failure.Message = seen.err.Error()
	}
	return failure
}

// perhapsRepeated does a step until it holds or its time is up.
func (r *caseRun) perhapsRepeated(ctx context.Context, where string, raw *pb.Step) observation {
	step, err := expand(raw, r.variables)
	if err != nil {
		return observation{err: err}
	}
	if step.GetSend().GetBackground() {
		r.startInBackground(ctx, where, step)
		return observation{}
	}
	deadline := time.Now().Add(time.Duration(step.GetWithinMs()) * time.Millisecond)
	for {
		seen := r.attempt(ctx, step)
		if holds := seen.err == nil && len(seen.differences) == 0; holds {
			seen.err = save(step.GetSave(), seen.value, r.variables)
			return seen
		}
		if !time.Now().Add(pollInterval).Before(deadline) {
			return seen
		}
		time.Sleep(pollInterval)
	}
}

func (r *caseRun) startInBackground(ctx context.Context, where string, step *pb.Step) {
	observed := make(chan observation, 1)
	r.background = append(r.background, pending{where, observed})
	go func() { observed <- r.send(ctx, step.GetSend(), step.GetReceive()) }()
}

func (r *caseRun) attempt(ctx context.Context, step *pb.Step) observation {
	if do := step.GetDo(); do != nil {
		return r.do(ctx, do, step)
	}
	return r.send(ctx, step.GetSend(), step.GetReceive())
}
