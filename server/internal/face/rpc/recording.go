package rpc

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"strconv"

	"connectrpc.com/connect"
	"google.golang.org/protobuf/proto"

	"github.com/mockserver/mockserver/server/internal/control"
	v1 "github.com/mockserver/mockserver/server/internal/gen/mockserver/v1"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// retrieval is what every request of RecordingService holds.
type retrieval interface {
	GetHttpRequest() *v1.HttpRequest
	GetCorrelationId() string
	GetNamespace() string
}

func retrieve[M proto.Message](ctx context.Context, h *handlers, request retrieval, kind, format string, m M, into string) (M, error) {
	found, err := h.retrieve(ctx, request, control.RetrieveOptions{Type: kind, Format: format})
	if err != nil {
		return m, err
	}
	if found.Items != nil {
		return m, fill(m, into, found.Items)
	}
	return answer(m, into, found.Body)
}

// retrieve adds to options what the request asks for, and says in a header
// what is missing from the answer.
func (h *handlers) retrieve(ctx context.Context, request retrieval, options control.RetrieveOptions) (control.Document, error) {
	matcher, err := document(request.GetHttpRequest())
	if err != nil {
		return control.Document{}, err
	}
	options.CorrelationID, options.Namespace = request.GetCorrelationId(), request.GetNamespace()
	found, err := h.service.Retrieve(ctx, matcher, options)
	if call, ok := connect.CallInfoForHandlerContext(ctx); ok && found.Discarded > 0 {
		call.ResponseHeader().Set(control.DiscardedHeader, strconv.FormatUint(found.Discarded, 10))
	}
	return found, err
}

// maxAnswerBytes bounds an answer: a message is held whole, some ten times as
// large as it goes over the wire.
const maxAnswerBytes = 16 << 20

// fill appends items to the list that into names.
func fill(m proto.Message, into string, items iter.Seq[jsontree.Value]) error {
	message := m.ProtoReflect()
	list := message.Mutable(message.Descriptor().Fields().ByJSONName(into)).List()
	size := 0
	for item := range items {
		element := list.AppendMutable().Message()
		if err := decode(item, element); err != nil {
			return connect.NewError(connect.CodeInternal, fmt.Errorf("%s[%d]: %w", into, list.Len()-1, err))
		}
		if size += proto.Size(element.Interface()); size > maxAnswerBytes {
			return tooLarge(into, fmt.Sprintf(" after %d items", list.Len()))
		}
	}
	return nil
}

// storedAnswer fills m with the expectations that a call has stored.
func storedAnswer[M proto.Message](m M, stored []*model.Expectation) (M, error) {
	return m, fill(m, "expectations", control.ExpectationsDocument(stored).Items)
}

func tooLarge(field, where string) error {
	return connect.NewError(connect.CodeResourceExhausted, fmt.Errorf(
		"%s: more than %d bytes%s: narrow the request, or retrieve over REST, which streams", field, maxAnswerBytes, where))
}

// bounded holds what is written, up to the most that an answer may be.
type bounded struct{ bytes.Buffer }

// Write implements io.Writer.
func (b *bounded) Write(p []byte) (int, error) {
	if b.Len()+len(p) > maxAnswerBytes {
		return 0, tooLarge("content", "")
	}
	return b.Buffer.Write(p)
}

// RetrieveRequests implements the method of RecordingService.
func (h *handlers) RetrieveRequests(ctx context.Context, request *v1.RetrieveRequestsRequest) (*v1.RetrieveRequestsResponse, error) {
	return retrieve(ctx, h, request, "REQUESTS", "JSON", &v1.RetrieveRequestsResponse{}, "httpRequests")
}

// RetrieveRequestResponses implements the method of RecordingService.
func (h *handlers) RetrieveRequestResponses(ctx context.Context, request *v1.RetrieveRequestResponsesRequest) (*v1.RetrieveRequestResponsesResponse, error) {
	return retrieve(ctx, h, request, "REQUEST_RESPONSES", "JSON", &v1.RetrieveRequestResponsesResponse{}, "requestResponses")
}

// RetrieveRecordedExpectations implements the method of RecordingService.
func (h *handlers) RetrieveRecordedExpectations(ctx context.Context, request *v1.RetrieveRecordedExpectationsRequest) (*v1.RetrieveRecordedExpectationsResponse, error) {
	return retrieve(ctx, h, request, "RECORDED_EXPECTATIONS", "JSON", &v1.RetrieveRecordedExpectationsResponse{}, "expectations")
}

// RetrieveActiveExpectations implements the method of RecordingService.
func (h *handlers) RetrieveActiveExpectations(ctx context.Context, request *v1.RetrieveActiveExpectationsRequest) (*v1.RetrieveActiveExpectationsResponse, error) {
	return retrieve(ctx, h, request, "ACTIVE_EXPECTATIONS", "JSON", &v1.RetrieveActiveExpectationsResponse{}, "expectations")
}

// RetrieveLogs implements the method of RecordingService.
func (h *handlers) RetrieveLogs(ctx context.Context, request *v1.RetrieveLogsRequest) (*v1.RetrieveLogsResponse, error) {
	return retrieve(ctx, h, request, "LOGS", "LOG_ENTRIES", &v1.RetrieveLogsResponse{}, "logEntries")
}

// RetrieveAs implements the method of RecordingService.
func (h *handlers) RetrieveAs(ctx context.Context, request *v1.RetrieveAsRequest) (*v1.RetrieveAsResponse, error) {
	format, err := optionalEnum("$.format", request.GetFormat())
	if err != nil {
		return nil, err
	}
	kind, err := optionalEnum("$.type", request.GetType())
	if err != nil {
		return nil, err
	}
	found, err := h.retrieve(ctx, request, control.RetrieveOptions{Type: kind, Format: format, Strict: true})
	if err != nil {
		return nil, err
	}
	var content bounded
	if err := found.Write(&content); err != nil {
		return nil, err
	}
	response := &v1.RetrieveAsResponse{ContentType: &found.ContentType, Content: content.Bytes()}
	if found.FileName != "" {
		response.FileName = &found.FileName
	}
	return response, nil
}

// Watch implements the method of JournalService. Headers are sent at once, so
// that a caller knows from when on nothing is missed.
func (h *handlers) Watch(ctx context.Context, request *v1.WatchRequest, stream *connect.ServerStream[v1.WatchResponse]) error {
	matcher, err := document(request.GetHttpRequest())
	if err != nil {
		return err
	}
	watched, err := h.service.Watch(ctx, matcher)
	if err != nil {
		return err
	}
	if err := stream.Send(nil); err != nil {
		return err
	}
	for w := range watched {
		if w.Sequence == 0 {
			continue // the transport has signs of life of its own
		}
		if err := stream.Send(watchResponse(w)); err != nil {
			return err
		}
	}
	return context.Cause(ctx)
}

func watchResponse(w control.Watched) *v1.WatchResponse {
	response := &v1.WatchResponse{Sequence: w.Sequence, Missed: w.Missed, Exchange: &v1.RequestResponse{}}
	if err := decode(w.Exchange, response.Exchange.ProtoReflect()); err != nil {
		// A record that does not fit the contract is still announced.
		response.Exchange = nil
	}
	return response
}
