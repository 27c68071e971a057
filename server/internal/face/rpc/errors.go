package rpc

import (
	"context"
	"errors"

	"connectrpc.com/connect"
	"google.golang.org/genproto/googleapis/rpc/errdetails"

	"github.com/mockserver/mockserver/server/internal/control"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/verify"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// fieldError is a message that cannot be written as JSON.
type fieldError struct{ path, reason string }

func (e *fieldError) Error() string { return e.path + ": " + e.reason }

// asConnect maps the core's errors to codes. A refusal carries the path and
// reason of each field as google.rpc.BadRequest.
func asConnect(err error) error {
	var validation *wire.ValidationError
	var syntax *jsontree.SyntaxError
	var parameter *control.ParameterError
	var field *fieldError
	var failure *verify.Failure
	var missing *control.NotFoundError
	var coded *connect.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &coded):
		return err
	case errors.As(err, &validation):
		return refusal(err, validation.Violations)
	case errors.As(err, &parameter):
		return refusal(err, []wire.Violation{{Path: parameter.Name, Reason: parameter.Error()}})
	case errors.As(err, &field):
		return refusal(err, []wire.Violation{{Path: field.path, Reason: field.reason}})
	case errors.As(err, &syntax):
		return connect.NewError(connect.CodeInvalidArgument, err)
	case errors.As(err, &failure):
		return connect.NewError(connect.CodeFailedPrecondition, err)
	case errors.As(err, &missing):
		return connect.NewError(connect.CodeNotFound, err)
	case errors.Is(err, context.Canceled):
		return connect.NewError(connect.CodeCanceled, err)
	case errors.Is(err, context.DeadlineExceeded):
		return connect.NewError(connect.CodeDeadlineExceeded, err)
	}
	// What else the core refuses is about the call's document too.
	return connect.NewError(connect.CodeInvalidArgument, err)
}

func refusal(err error, violations []wire.Violation) error {
	out := connect.NewError(connect.CodeInvalidArgument, err)
	bad := &errdetails.BadRequest{}
	for _, v := range violations {
		bad.FieldViolations = append(bad.FieldViolations, &errdetails.BadRequest_FieldViolation{Field: v.Path, Description: v.Reason})
	}
	if detail, detailErr := connect.NewErrorDetail(bad); detailErr == nil {
		out.AddDetail(detail)
	}
	return out
}
