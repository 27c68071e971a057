package suite

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"google.golang.org/protobuf/types/known/structpb"

	pb "github.com/mockserver/mockserver/conformance/internal/gen/mockserver/conformance/v1"
	"github.com/mockserver/mockserver/conformance/internal/judge"
)

var (
	checklistRow = regexp.MustCompile(`^[A-Z]+-[0-9]{3}$`)
	transports   = []string{"", "http1", "https1", "h2c", "h2"}
	views        = []string{"requests", "requestResponses", "recordedExpectations", "activeExpectations", "logs"}
	failureKinds = []string{"unreachable", "refused", "verificationFailed"}
	// needOwnServer are operations whose effect outlives a reset.
	needOwnServer = []string{"bind", "stop", "updateConfiguration"}
)

// check joins everything that is wrong with a case beyond its schema.
func (c Case) check() error {
	var problems []error
	if !strings.HasSuffix(c.Intent, ".") {
		problems = append(problems, errors.New("intent is not a sentence"))
	}
	if len(c.Steps) == 0 {
		problems = append(problems, errors.New("no steps"))
	}
	for _, row := range c.Holds {
		if !checklistRow.MatchString(row) {
			problems = append(problems, fmt.Errorf("holds: %q is not a statement's number", row))
		}
	}
	for i, step := range c.Steps {
		if err := c.checkStep(step); err != nil {
			problems = append(problems, fmt.Errorf("step %d: %w", i+1, err))
		}
	}
	return errors.Join(problems...)
}

func (c Case) checkStep(step *pb.Step) error {
	switch action := step.GetAction().(type) {
	case *pb.Step_Do:
		return errors.Join(c.checkDo(step, action.Do), checkReturned(step))
	case *pb.Step_Send:
		return errors.Join(checkSend(step, action.Send), checkReceive(step.GetReceive()))
	default:
		return errors.New("neither do nor send")
	}
}

func (c Case) checkDo(step *pb.Step, request *pb.DriverRequest) error {
	operation := OperationName(request)
	var problems []error
	if operation == "" || request.GetId() != 0 {
		problems = append(problems, errors.New("do takes one operation, without id"))
	}
	if step.GetReceive() != nil {
		problems = append(problems, errors.New("receive belongs to send"))
	}
	if retrieve := request.GetRetrieve(); retrieve != nil && !slices.Contains(views, retrieve.GetView()) {
		problems = append(problems, fmt.Errorf("view is one of %v", views))
	}
	if slices.Contains(needOwnServer, operation) && c.GetServer() == nil {
		problems = append(problems, fmt.Errorf("%s needs a server of its own", operation))
	}
	return errors.Join(problems...)
}

func checkReturned(step *pb.Step) error {
	if step.GetReturns() != nil && step.GetFails() != nil {
		return errors.New("returns and fails exclude each other")
	}
	if step.GetFails() == nil {
		return checkMatcher("returns", step.GetReturns())
	}
	failure, _ := step.GetFails().AsInterface().(map[string]any)
	for _, kind := range slices.Sorted(maps.Keys(failure)) {
		if !slices.Contains(failureKinds, kind) {
			return fmt.Errorf("fails: %q is not one of %v", kind, failureKinds)
		}
	}
	if len(failure) != 1 {
		return fmt.Errorf("fails: one of %v", failureKinds)
	}
	return checkMatcher("fails", step.GetFails())
}

func checkSend(step *pb.Step, send *pb.Send) error {
	var problems []error
	if step.GetReturns() != nil || step.GetFails() != nil {
		problems = append(problems, errors.New("returns and fails belong to do"))
	}
	if !slices.Contains(transports, send.GetOver()) {
		problems = append(problems, fmt.Errorf("over is one of %q", transports[1:]))
	}
	if send.GetBackground() && step.GetWithinMs() > 0 {
		problems = append(problems, errors.New("background and withinMs exclude each other"))
	}
	for _, line := range send.GetHeaders() {
		if !strings.Contains(line, ":") {
			problems = append(problems, fmt.Errorf("header %q has no colon", line))
		}
	}
	return errors.Join(problems...)
}

func checkReceive(receive *pb.Receive) error {
	problems := []error{
		checkMatcher("reason", receive.GetReason()),
		checkMatcher("body", receive.GetBody().GetJson()),
		checkMatcher("body", receive.GetBody().GetString_()),
	}
	for _, name := range slices.Sorted(maps.Keys(receive.GetHeaders())) {
		problems = append(problems, checkMatcher(name, receive.GetHeaders()[name]))
	}
	return errors.Join(problems...)
}

func checkMatcher(name string, matcher *structpb.Value) error {
	if matcher == nil {
		return nil
	}
	if err := judge.Check(matcher.AsInterface()); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
