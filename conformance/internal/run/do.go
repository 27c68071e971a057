package run

import (
	"context"
	"encoding/json"

	"google.golang.org/protobuf/encoding/protojson"

	pb "github.com/mockserver/mockserver/conformance/internal/gen/mockserver/conformance/v1"
	"github.com/mockserver/mockserver/conformance/internal/judge"
)

// do performs a client operation and judges its answer.
func (r *caseRun) do(ctx context.Context, request *pb.DriverRequest, step *pb.Step) observation {
	r.recorder.Trace()
	answer, err := r.session.do(ctx, request)
	seen := observation{exchange: r.recorder.Trace(), err: err}
	if err != nil {
		return seen
	}
	if failure := answer.GetFailure(); failure != nil {
		seen.differences = judgeFailure(step, failure)
		return seen
	}
	seen.value = answer.GetResult().AsInterface()
	seen.differences = judgeResult(step, seen.value)
	return seen
}

func judgeResult(step *pb.Step, result any) []judge.Difference {
	switch {
	case step.GetFails() != nil:
		return []judge.Difference{{
			Path: "outcome", Want: "failure " + judge.Show(step.GetFails().AsInterface()), Got: "result " + judge.Show(result),
		}}
	case step.GetReturns() != nil:
		return judge.Match(step.GetReturns().AsInterface(), result)
	default:
		return nil
	}
}

func judgeFailure(step *pb.Step, failure *pb.Failure) []judge.Difference {
	observed := decoded(failure)
	if step.GetFails() == nil {
		return []judge.Difference{{Path: "outcome", Want: "success", Got: "failure " + judge.Show(observed)}}
	}
	return judge.Match(step.GetFails().AsInterface(), observed)
}

// decoded is a failure as a driver wrote it.
func decoded(failure *pb.Failure) any {
	var value any
	text, err := protojson.Marshal(failure)
	if err != nil {
		return err.Error()
	}
	if err := json.Unmarshal(text, &value); err != nil {
		return err.Error()
	}
	return value
}
