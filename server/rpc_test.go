package mockserver_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"connectrpc.com/connect"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/protobuf/proto"

	mockserver "github.com/mockserver/mockserver/server"
	v1 "github.com/mockserver/mockserver/server/internal/gen/mockserver/v1"
	"github.com/mockserver/mockserver/server/internal/gen/mockserver/v1/mockserverv1connect"
)

func startServer(t *testing.T) *mockserver.Server {
	t.Helper()
	server, err := mockserver.New(mockserver.Config{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	if err := server.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	return server
}

// h2c speaks cleartext HTTP/2, as gRPC clients do.
func h2c(t *testing.T) *http.Client {
	protocols := new(http.Protocols)
	protocols.SetUnencryptedHTTP2(true)
	transport := &http.Transport{Protocols: protocols}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}

func hello() *v1.Expectation {
	return &v1.Expectation{
		HttpRequest:  &v1.HttpRequest{Path: &v1.StringMatcher{Form: &v1.StringMatcher_Text{Text: "/hello"}}},
		HttpResponse: &v1.HttpResponse{StatusCode: proto.Int32(202)},
	}
}

// TestRPC tells one story in every protocol and encoding.
func TestRPC(t *testing.T) {
	for name, options := range map[string][]connect.ClientOption{
		"connect binary":  nil,
		"connect json":    {connect.WithProtoJSON()},
		"grpc binary":     {connect.WithGRPC()},
		"grpc json":       {connect.WithGRPC(), connect.WithProtoJSON()},
		"grpc-web binary": {connect.WithGRPCWeb()},
	} {
		t.Run(name, func(t *testing.T) {
			server := startServer(t)
			client := h2c(t)
			expectations := mockserverv1connect.NewExpectationServiceClient(client, server.URL(), options...)
			stored, err := expectations.UpsertExpectations(t.Context(), &v1.UpsertExpectationsRequest{Expectations: []*v1.Expectation{hello()}})
			if err != nil {
				t.Fatal(err)
			}
			if len(stored.GetExpectations()) != 1 || len(stored.GetExpectations()[0].GetId()) != 36 {
				t.Errorf("stored %v", stored)
			}
			get(t, server.URL()+"/hello", 202)

			recording := mockserverv1connect.NewRecordingServiceClient(client, server.URL(), options...)
			requests, err := recording.RetrieveRequests(t.Context(), &v1.RetrieveRequestsRequest{})
			if err != nil || len(requests.GetHttpRequests()) != 1 || requests.GetHttpRequests()[0].GetMethod().GetText() != "GET" {
				t.Errorf("recorded %v, %v", requests, err)
			}

			verification := mockserverv1connect.NewVerificationServiceClient(client, server.URL(), options...)
			twice := &v1.Verification{HttpRequest: hello().GetHttpRequest(), Times: &v1.VerificationTimes{AtLeast: proto.Int32(2)}}
			_, err = verification.Verify(t.Context(), &v1.VerifyRequest{Verification: twice})
			if connect.CodeOf(err) != connect.CodeFailedPrecondition {
				t.Errorf("a failed verification is %v", err)
			}
		})
	}
}

func get(t *testing.T, url string, status int) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	if response.StatusCode != status {
		t.Errorf("%s answered %s", url, response.Status)
	}
}

func TestRPCRefusalNamesTheField(t *testing.T) {
	server := startServer(t)
	bad := hello()
	bad.HttpRequest.Body = &v1.Body{Form: &v1.Body_RegexBody{RegexBody: &v1.RegexBody{Regex: proto.String("(")}}}
	client := mockserverv1connect.NewExpectationServiceClient(h2c(t), server.URL(), connect.WithGRPC())
	_, err := client.UpsertExpectations(t.Context(), &v1.UpsertExpectationsRequest{Expectations: []*v1.Expectation{bad}})
	if got := fieldRefused(t, err); got != "$.httpRequest.body.regex" {
		t.Errorf("got %v", got)
	}
}

// fieldRefused is the one field that a refusal names.
func fieldRefused(t *testing.T, err error) string {
	t.Helper()
	var refused *connect.Error
	if !errors.As(err, &refused) || refused.Code() != connect.CodeInvalidArgument || len(refused.Details()) != 1 {
		t.Fatalf("got %v", err)
	}
	detail, err := refused.Details()[0].Value()
	if err != nil {
		t.Fatal(err)
	}
	violations := detail.(*errdetails.BadRequest).GetFieldViolations()
	if len(violations) != 1 {
		t.Fatalf("got %v", violations)
	}
	return violations[0].GetField()
}

// An RPC caller gets documents as bytes, with what REST says in headers.
func TestRPCRetrieveAs(t *testing.T) {
	server := startServer(t)
	get(t, server.URL()+"/missing", 404)
	client := mockserverv1connect.NewRecordingServiceClient(h2c(t), server.URL())
	ask := func(format v1.RetrieveFormat, kind v1.RetrieveType) (*v1.RetrieveAsResponse, error) {
		return client.RetrieveAs(t.Context(), &v1.RetrieveAsRequest{Format: format, Type: kind})
	}
	zip, err := ask(v1.RetrieveFormat_RETRIEVE_FORMAT_BRUNO, v1.RetrieveType_RETRIEVE_TYPE_REQUESTS)
	if err != nil || zip.GetContentType() != "application/zip" || zip.GetFileName() != "mockserver-requests.bruno.zip" || string(zip.GetContent()[:2]) != "PK" {
		t.Errorf("BRUNO: %v, %v", zip, err)
	}
	requests, err := client.RetrieveAs(t.Context(), &v1.RetrieveAsRequest{})
	if err != nil || requests.FileName != nil || !strings.Contains(string(requests.GetContent()), `"/missing"`) {
		t.Errorf("neither format nor type: %v, %v", requests, err)
	}
	_, err = ask(v1.RetrieveFormat_RETRIEVE_FORMAT_CURL, v1.RetrieveType_RETRIEVE_TYPE_ACTIVE_EXPECTATIONS)
	if got := fieldRefused(t, err); got != "format" {
		t.Errorf("refused %q", got)
	}
}

// A conditional definition holds others, and may be one of them.
func TestRPCConditionalDefinition(t *testing.T) {
	server := startServer(t)
	path := func(p string) *v1.HttpRequest {
		return &v1.HttpRequest{Path: &v1.StringMatcher{Form: &v1.StringMatcher_Text{Text: p}}}
	}
	conditional := &v1.Expectation{
		HttpRequest:  &v1.HttpRequest{If: path("/a"), Then: &v1.HttpRequest{Secure: proto.Bool(true)}, Else: path("/b")},
		HttpResponse: &v1.HttpResponse{StatusCode: proto.Int32(203)},
	}
	client := mockserverv1connect.NewExpectationServiceClient(h2c(t), server.URL())
	stored, err := client.UpsertExpectations(t.Context(), &v1.UpsertExpectationsRequest{Expectations: []*v1.Expectation{conditional}})
	if err != nil {
		t.Fatal(err)
	}
	if got := stored.GetExpectations()[0].GetHttpRequest(); !proto.Equal(got, conditional.GetHttpRequest()) {
		t.Errorf("stored %v", got)
	}
	get(t, server.URL()+"/a", 404)
	get(t, server.URL()+"/b", 203)
}

func TestRPCWatchStreamsWhatItsMatcherFits(t *testing.T) {
	server := startServer(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	client := mockserverv1connect.NewJournalServiceClient(h2c(t), server.URL(), connect.WithGRPC())
	stream, err := client.Watch(ctx, &v1.WatchRequest{HttpRequest: hello().GetHttpRequest()})
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Close()
	stream.ResponseHeader() // waits for them: from here on nothing is missed
	get(t, server.URL()+"/other", 404)
	get(t, server.URL()+"/hello", 404)
	if !stream.Receive() {
		t.Fatal(stream.Err())
	}
	if path := stream.Msg().GetExchange().GetHttpRequest().GetPath().GetText(); path != "/hello" {
		t.Errorf("watched %q", path)
	}
}

func TestRPCWatchEndsWithTheServer(t *testing.T) {
	server := startServer(t)
	client := mockserverv1connect.NewJournalServiceClient(h2c(t), server.URL(), connect.WithGRPC())
	stream, err := client.Watch(t.Context(), &v1.WatchRequest{})
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Close()
	stream.ResponseHeader()
	go func() { _ = server.Close() }()
	if stream.Receive() {
		t.Errorf("received %v from a server that recorded nothing", stream.Msg())
	}
}

func TestRPCBoundsMessagesBySetting(t *testing.T) {
	server := startServer(t)
	controlCall(t, server.URL(), "configuration", `{"maxControlPlaneBodySize":1000}`)
	large := hello()
	large.HttpRequest.Body = &v1.Body{Form: &v1.Body_StringBody{StringBody: &v1.StringBody{String_: proto.String(strings.Repeat("x", 2000))}}}
	for name, option := range map[string]connect.ClientOption{"grpc": connect.WithGRPC(), "connect": connect.WithProtoJSON()} {
		client := mockserverv1connect.NewExpectationServiceClient(h2c(t), server.URL(), option)
		_, err := client.UpsertExpectations(t.Context(), &v1.UpsertExpectationsRequest{Expectations: []*v1.Expectation{large}})
		if connect.CodeOf(err) != connect.CodeResourceExhausted {
			t.Errorf("%s: %v", name, err)
		}
	}
}
