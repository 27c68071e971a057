// Package cors decides the cross-origin headers of answers (the Fetch
// standard, CORS protocol) from the configuration and the request.
package cors

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/mockserver/mockserver/server/internal/config"
	"github.com/mockserver/mockserver/server/internal/model"
)

const (
	allMethods     = "CONNECT, DELETE, GET, HEAD, OPTIONS, POST, PUT, PATCH, TRACE"
	defaultHeaders = "Allow, Content-Encoding, Content-Length, Content-Type, ETag, Expires, Last-Modified, Location, Server, Vary, Authorization"
)

// Asked is what of a request the headers depend on.
type Asked struct {
	Origin         string // Origin; "" when there is none
	RequestHeaders string // Access-Control-Request-Headers
}

// IsPreflight says whether a request asks for leave to send another one.
func IsPreflight(method, origin, requestMethod string) bool {
	return method == http.MethodOptions && origin != "" && requestMethod != ""
}

// Headers are the CORS headers of an answer.
func Headers(settings *config.CORS, asked Asked) []model.Field {
	origin := allowedOrigin(settings, asked.Origin)
	headers := allowedHeaders(settings, asked.RequestHeaders)
	methods := settings.AllowMethods
	if methods == "" {
		methods = allMethods
	}
	fields := []model.Field{{Name: "access-control-allow-origin", Value: origin}}
	if origin != "null" && (origin != "*" || !settings.AllowCredentials) {
		fields = append(fields, model.Field{Name: "access-control-allow-credentials", Value: strconv.FormatBool(settings.AllowCredentials)})
	}
	return append(fields,
		model.Field{Name: "access-control-allow-methods", Value: methods},
		model.Field{Name: "access-control-allow-headers", Value: headers},
		model.Field{Name: "access-control-expose-headers", Value: headers},
		model.Field{Name: "access-control-max-age", Value: strconv.Itoa(settings.MaxAgeInSeconds)},
	)
}

func allowedOrigin(settings *config.CORS, origin string) string {
	configured := settings.AllowOrigin
	switch {
	case origin == "null":
		return "null"
	case origin != "" && (settings.AllowCredentials || configured == ""):
		return origin
	case configured != "":
		return configured
	default:
		return "*"
	}
}

func allowedHeaders(settings *config.CORS, requested string) string {
	switch {
	case settings.AllowHeaders != "" && requested != "":
		return strings.Join([]string{settings.AllowHeaders, requested}, ", ")
	case settings.AllowHeaders != "":
		return settings.AllowHeaders
	case requested != "":
		return requested
	default:
		return defaultHeaders
	}
}
