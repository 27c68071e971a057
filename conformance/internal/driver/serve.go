package driver

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/types/known/structpb"

	pb "github.com/mockserver/mockserver/conformance/internal/gen/mockserver/conformance/v1"
)

// Handler performs one operation and returns either its result, which must be
// encodable as JSON, or a failure.
type Handler func(ctx context.Context, request *pb.DriverRequest) (any, *pb.Failure)

// Serve is the other end of a Conn, for drivers written in Go: it answers
// requests until the input ends.
func Serve(ctx context.Context, requests io.Reader, answers io.Writer, handle Handler) error {
	scanner := bufio.NewScanner(requests)
	scanner.Buffer(nil, maxAnswerBytes)
	for scanner.Scan() {
		request := &pb.DriverRequest{}
		if err := protojson.Unmarshal(scanner.Bytes(), request); err != nil {
			return fmt.Errorf("request %.200q: %w", scanner.Bytes(), err)
		}
		text, err := protojson.Marshal(answer(ctx, request, handle))
		if err != nil {
			return err
		}
		if _, err := answers.Write(append(text, '\n')); err != nil {
			return err
		}
	}
	return scanner.Err()
}

func answer(ctx context.Context, request *pb.DriverRequest, handle Handler) *pb.DriverAnswer {
	result, failure := handle(ctx, request)
	var value *structpb.Value
	if failure == nil {
		value, failure = encodeResult(result)
	}
	if failure != nil {
		return &pb.DriverAnswer{Id: request.GetId(), Outcome: &pb.DriverAnswer_Failure{Failure: failure}}
	}
	return &pb.DriverAnswer{Id: request.GetId(), Outcome: &pb.DriverAnswer_Result{Result: value}}
}

// encodeResult goes through JSON text, so that a handler may return anything
// that encodes itself.
func encodeResult(result any) (*structpb.Value, *pb.Failure) {
	value := &structpb.Value{}
	text, err := json.Marshal(result)
	if err == nil {
		err = protojson.Unmarshal(text, value)
	}
	if err != nil {
		return nil, Other(err)
	}
	return value, nil
}

// Unreachable is the failure to reach the server.
func Unreachable(err error) *pb.Failure {
	return &pb.Failure{Kind: &pb.Failure_Unreachable{Unreachable: &pb.Unreachable{Message: err.Error()}}}
}

// Refused is a refusal by the server.
func Refused(status int, message string, fieldPaths []string) *pb.Failure {
	return &pb.Failure{Kind: &pb.Failure_Refused{Refused: &pb.Refused{
		Status: uint32(status), Message: message, FieldPaths: fieldPaths,
	}}}
}

// VerificationFailed is a verification that did not hold.
func VerificationFailed(message string) *pb.Failure {
	return &pb.Failure{Kind: &pb.Failure_VerificationFailed{
		VerificationFailed: &pb.VerificationFailed{Message: message},
	}}
}

// Other is a failure outside the three kinds.
func Other(err error) *pb.Failure {
	return &pb.Failure{Kind: &pb.Failure_Other{Other: &pb.Other{Message: fmt.Sprintf("%T: %v", err, err)}}}
}
