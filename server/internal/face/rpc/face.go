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
	"sync"

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
	owned    map[string]bool                // by prefix of the path
	services func() map[string]http.Handler // likewise; made by the first call, since many servers see none
	settings *config.Live
}

// maxMessageBytes bounds one message once it is decompressed.
const maxMessageBytes = 64 << 20

// New returns the RPC face of service. Messages are bounded on the wire as REST
// bodies are, by the setting of the moment.
func New(service *control.Service, settings *config.Live) *Face {
	f := &Face{owned: map[string]bool{}, settings: settings}
	f.services = sync.OnceValue(func() map[string]http.Handler { return newServices(service) })
	for _, name := range append(serviceNames(), grpcreflect.ReflectV1ServiceName, grpcreflect.ReflectV1AlphaServiceName) {
		f.owned["/"+name+"/"] = true
	}
	return f
}

// serviceNames are those that reflection and health tell of.
func serviceNames() []string {
	return []string{
		mockserverv1connect.ExpectationServiceName, mockserverv1connect.VerificationServiceName,
		mockserverv1connect.RecordingServiceName, mockserverv1connect.ServerServiceName,
		mockserverv1connect.JournalServiceName, grpchealth.HealthV1ServiceName,
	}
}

func newServices(service *control.Service) map[string]http.Handler {
	services := map[string]http.Handler{}
	add := func(prefix string, handler http.Handler) { services[prefix] = handler }
	h := &handlers{service: service}
	options := []connect.HandlerOption{
		connect.WithReadMaxBytes(maxMessageBytes),
		connect.WithInterceptors(errorInterceptor{}),
		connect.WithCodec(jsonCodec("json")),
		connect.WithCodec(jsonCodec("json; charset=utf-8")),
	}
	add(mockserverv1connect.NewExpectationServiceHandler(h, options...))
	add(mockserverv1connect.NewVerificationServiceHandler(h, options...))
	add(mockserverv1connect.NewRecordingServiceHandler(h, options...))
	add(mockserverv1connect.NewServerServiceHandler(h, options...))
	add(mockserverv1connect.NewJournalServiceHandler(h, options...))
	reflector := grpcreflect.NewStaticReflector(serviceNames()...)
	add(grpcreflect.NewHandlerV1(reflector))
	add(grpcreflect.NewHandlerV1Alpha(reflector))
	add(grpchealth.NewHandler(checker{service, serviceNames()}))
	return services
}

// Owns implements netio.Face: a call is a POST or, for Connect without side
// effects, a GET to "/package.Service/Method".
func (f *Face) Owns(method, path string) bool {
	return (method == http.MethodPost || method == http.MethodGet) && f.owned[prefixOf(path)]
}

// ServeHTTP implements http.Handler for the requests the face owns.
func (f *Face) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, int64(f.settings.Get().MaxControlBodySize))
	f.services()[prefixOf(r.URL.Path)].ServeHTTP(w, r)
}

// prefixOf is a path up to the method's name.
func prefixOf(path string) string { return path[:strings.LastIndexByte(path, '/')+1] }

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
