// Package rpc is the RPC accent of the control plane: the services of
// proto/mockserver/v1 over Connect, gRPC and gRPC-Web, with reflection and
// health. A handler turns its message into the control plane's JSON and calls
// the same use case as REST.
//
// Start at New; encode.go and decode.go map messages to JSON and back.
package rpc

import (
	"context"
	"net/http"
	"strings"

	"connectrpc.com/connect"
	"connectrpc.com/grpchealth"
	"connectrpc.com/grpcreflect"

	"github.com/mockserver/mockserver/server/internal/config"
	"github.com/mockserver/mockserver/server/internal/control"
	"github.com/mockserver/mockserver/server/internal/gen/mockserver/v1/mockserverv1connect"
)

// Face answers RPC calls. It implements netio.Face and is safe for concurrent
// use.
type Face struct {
	services map[string]http.Handler
	settings *config.Live
}

// maxMessageBytes bounds one message once it is decompressed.
const maxMessageBytes = 64 << 20

// New returns the RPC face of service. Messages are bounded on the wire as REST
// bodies are, by the setting of the moment.
func New(service *control.Service, settings *config.Live) *Face {
	f := &Face{services: map[string]http.Handler{}, settings: settings}
	h := &handlers{service: service}
	options := []connect.HandlerOption{
		connect.WithReadMaxBytes(maxMessageBytes),
		connect.WithInterceptors(errorInterceptor{}),
		connect.WithCodec(jsonCodec("json")),
		connect.WithCodec(jsonCodec("json; charset=utf-8")),
	}
	f.add(mockserverv1connect.NewExpectationServiceHandler(h, options...))
	f.add(mockserverv1connect.NewVerificationServiceHandler(h, options...))
	f.add(mockserverv1connect.NewRecordingServiceHandler(h, options...))
	f.add(mockserverv1connect.NewServerServiceHandler(h, options...))
	f.add(mockserverv1connect.NewJournalServiceHandler(h, options...))
	f.addStandard(service)
	return f
}

// addStandard adds health and reflection, which name the services added so far.
func (f *Face) addStandard(service *control.Service) {
	names := []string{grpchealth.HealthV1ServiceName}
	for prefix := range f.services {
		names = append(names, strings.Trim(prefix, "/"))
	}
	reflector := grpcreflect.NewStaticReflector(names...)
	f.add(grpcreflect.NewHandlerV1(reflector))
	f.add(grpcreflect.NewHandlerV1Alpha(reflector))
	f.add(grpchealth.NewHandler(checker{service, names}))
}

func (f *Face) add(prefix string, handler http.Handler) { f.services[prefix] = handler }

// Owns implements netio.Face: a call is a POST or, for Connect without side
// effects, a GET to "/package.Service/Method".
func (f *Face) Owns(method, path string) bool {
	return (method == http.MethodPost || method == http.MethodGet) && f.handler(path) != nil
}

// ServeHTTP implements http.Handler for the requests the face owns.
func (f *Face) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, int64(f.settings.Get().MaxControlBodySize))
	f.handler(r.URL.Path).ServeHTTP(w, r)
}

func (f *Face) handler(path string) http.Handler {
	end := strings.LastIndexByte(path, '/')
	if end < 1 {
		return nil
	}
	return f.services[path[:end+1]]
}

// checker answers the health service: serving once the server is ready.
type checker struct {
	service *control.Service
	names   []string
}

// Check implements grpchealth.Checker.
func (c checker) Check(ctx context.Context, request *grpchealth.CheckRequest) (*grpchealth.CheckResponse, error) {
	known := request.Service == ""
	for _, name := range c.names {
		known = known || name == request.Service
	}
	if !known {
		return nil, connect.NewError(connect.CodeNotFound, nil)
	}
	if !c.service.Ready(ctx) {
		return &grpchealth.CheckResponse{Status: grpchealth.StatusNotServing}, nil
	}
	return &grpchealth.CheckResponse{Status: grpchealth.StatusServing}, nil
}

// errorInterceptor gives every error that leaves its code and details.
type errorInterceptor struct{}

// WrapUnary implements connect.Interceptor.
func (errorInterceptor) WrapUnary(next connect.UnaryFunc) connect.UnaryFunc {
	return func(ctx context.Context, request connect.AnyRequest) (connect.AnyResponse, error) {
		response, err := next(ctx, request)
		return response, asConnect(err)
	}
}

// WrapStreamingClient implements connect.Interceptor.
func (errorInterceptor) WrapStreamingClient(next connect.StreamingClientFunc) connect.StreamingClientFunc {
	return next
}

// WrapStreamingHandler implements connect.Interceptor.
func (errorInterceptor) WrapStreamingHandler(next connect.StreamingHandlerFunc) connect.StreamingHandlerFunc {
	return func(ctx context.Context, conn connect.StreamingHandlerConn) error {
		return asConnect(next(ctx, conn))
	}
}
