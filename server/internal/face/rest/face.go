// Package rest is the REST accent of the control plane: MockServer's paths,
// headers and status codes over the use cases of package control. The routes
// and the handlers' shape are generated from the contract.
package rest

import (
	"log/slog"
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"

	"github.com/mockserver/mockserver/server/internal/config"
	"github.com/mockserver/mockserver/server/internal/control"
	"github.com/mockserver/mockserver/server/internal/cors"
	"github.com/mockserver/mockserver/server/internal/gen/contract"
	gen "github.com/mockserver/mockserver/server/internal/gen/rest"
)

// prefix begins every path of the control plane. Without it a path is
// deprecated but still taken.
const prefix = "/mockserver"

// Face answers REST calls. It implements netio.Face.
type Face struct {
	routes   map[route]http.Handler
	named    []namedRoute // asked when no route is exact
	status   http.Handler // at the configured liveness path
	settings *config.Live
	errors   errorWriter
}

// route is a method with an exact, case-sensitive path.
type route struct{ method, path string }

// New returns the REST face of service.
func New(service *control.Service, settings *config.Live, logger *slog.Logger) *Face {
	f := &Face{routes: map[route]http.Handler{}, settings: settings, errors: errorWriter{logger: logger}}
	strict := gen.NewStrictHandlerWithOptions(&handlers{service: service}, nil, gen.StrictHTTPServerOptions{
		RequestErrorHandlerFunc:  f.errors.write,
		ResponseErrorHandlerFunc: f.errors.write,
	})
	mux := chi.NewRouter()
	gen.HandlerWithOptions(strict, gen.ChiServerOptions{BaseRouter: mux, ErrorHandlerFunc: f.errors.write})
	f.add(mux)
	f.routes[route{http.MethodGet, prefix + "/openapi.yaml"}] = static("application/yaml; charset=utf-8", contract.YAML)
	f.routes[route{http.MethodGet, prefix + "/openapi.json"}] = static("application/json; charset=utf-8", contract.JSON)
	return f
}

// add takes the contract's routes, each also without the prefix where
// MockServer has it.
func (f *Face) add(mux *chi.Mux) {
	bounded := f.bounded(f.decoded(mux))
	f.status = f.dressed(at(bounded, prefix+"/status"), "")
	_ = chi.Walk(mux, func(method, path string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		switch bare := strings.TrimPrefix(path, prefix); {
		case strings.Contains(path, "{"):
			f.addNamed(bounded, method, path)
		case bare == "/stop": // its answer is undressed: the server is going
			f.routes[route{method, path}], f.routes[route{method, bare}] = bounded, at(bounded, path)
		case bare == "/watch": // ours alone: the path without the prefix is for mocks
			f.routes[route{method, path}] = f.dressed(bounded, "")
		default:
			f.routes[route{method, path}] = f.dressed(bounded, "")
			f.routes[route{method, bare}] = f.dressed(at(bounded, path), bare)
		}
		return nil
	})
}

// Owns implements netio.Face.
func (f *Face) Owns(method, path string) bool {
	_, owned := f.routes[route{method, path}]
	return owned || f.isNamed(method, path) || f.isLiveness(method, path)
}

func (f *Face) isLiveness(method, path string) bool {
	liveness := f.settings.Get().LivenessHTTPGetPath
	return liveness != "" && path == liveness && method == http.MethodGet
}

// ServeHTTP implements http.Handler for the requests the face owns.
func (f *Face) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	r = f.withNamespace(r)
	if handler, owned := f.routes[route{r.Method, r.URL.Path}]; owned {
		handler.ServeHTTP(w, r)
		return
	}
	if f.serveNamed(w, r) {
		return
	}
	asked := r.Clone(r.Context())
	asked.Method = http.MethodPut
	f.status.ServeHTTP(w, asked)
}

// bounded refuses bodies over the limit: at once where their length is
// announced, else when that much has been read.
func (f *Face) bounded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		limit := int64(f.settings.Get().MaxControlBodySize)
		if r.ContentLength > limit {
			f.errors.write(w, r, &http.MaxBytesError{Limit: limit})
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, limit)
		next.ServeHTTP(w, r)
	})
}

// dressed adds the headers every answer of the control plane carries. bare is
// the path without the prefix when that was used, else "".
func (f *Face) dressed(next http.Handler, bare string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		settings, header := f.settings.Get(), w.Header()
		asked := cors.Asked{Origin: r.Header.Get("Origin"), RequestHeaders: r.Header.Get("Access-Control-Request-Headers")}
		for _, field := range cors.Headers(&settings.CORS, asked) {
			header.Set(field.Name, field.Value)
		}
		if settings.AdvertisedVersion != "" {
			header.Set("version", settings.AdvertisedVersion)
		}
		if bare != "" {
			header.Set("deprecated", `"`+bare+`" is deprecated use "`+prefix+bare+`" instead`)
		}
		next.ServeHTTP(w, r)
	})
}

// at serves a request as if it had been for another path.
func at(next http.Handler, path string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		moved := r.Clone(r.Context())
		moved.URL.Path, moved.URL.RawPath = path, ""
		next.ServeHTTP(w, moved)
	})
}

// static answers with a fixed document.
func static(contentType string, document []byte) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		_, _ = w.Write(document) // the client may be gone
	})
}
