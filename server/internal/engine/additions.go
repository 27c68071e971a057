package engine

import (
	"slices"
	"strings"

	"github.com/mockserver/mockserver/server/internal/action"
	"github.com/mockserver/mockserver/server/internal/config"
	"github.com/mockserver/mockserver/server/internal/cors"
	"github.com/mockserver/mockserver/server/internal/model"
)

// additions are the headers that the configuration adds to every answer.
type additions struct {
	cors     *config.CORS // nil adds none
	defaults []model.Field
}

func newAdditions(settings *config.Settings) *additions {
	a := &additions{defaults: parseHeaders(settings.DefaultResponseHeaders)}
	if settings.EnableCORSForAllResponses {
		a.cors = &settings.CORS
	}
	return a
}

// parseHeaders reads "name=value|name=value".
func parseHeaders(text string) []model.Field {
	var fields []model.Field
	for pair := range strings.SplitSeq(text, "|") {
		name, value, _ := strings.Cut(pair, "=")
		if name = strings.TrimSpace(name); name != "" {
			fields = append(fields, model.Field{Name: name, Value: strings.TrimSpace(value)})
		}
	}
	return fields
}

// add returns reply with the headers it lacks; reply itself stays as it is.
func (a *additions) add(reply *action.Reply, request *model.Request) *action.Reply {
	if a.cors == nil && len(a.defaults) == 0 {
		return reply
	}
	added := *reply
	added.Headers = slices.Clone(reply.Headers)
	if a.cors != nil {
		added.Headers = addMissing(added.Headers, cors.Headers(a.cors, askedBy(request)))
	}
	added.Headers = addMissing(added.Headers, a.defaults)
	return &added
}

func askedBy(request *model.Request) cors.Asked {
	return cors.Asked{
		Origin:         header(request, "Origin"),
		RequestHeaders: header(request, "Access-Control-Request-Headers"),
	}
}

func addMissing(headers, more []model.Field) []model.Field {
	present := len(headers)
	for _, field := range more {
		if !slices.ContainsFunc(headers[:present], func(has model.Field) bool { return strings.EqualFold(has.Name, field.Name) }) {
			headers = append(headers, field)
		}
	}
	return headers
}

// header is the first value of a request header, or "".
func header(request *model.Request, name string) string {
	for _, field := range request.Headers {
		if strings.EqualFold(field.Name, name) {
			return field.Value
		}
	}
	return ""
}
