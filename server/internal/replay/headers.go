package replay

import (
	"slices"
	"strings"
)

// connectionHeaders frame a message on its connection, or say where it goes.
var connectionHeaders = []string{
	"host", "connection", "content-length", "expect", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding",
	"upgrade",
}

// volatileHeaders of requests change from call to call and from client to
// client.
var volatileHeaders = []string{
	"accept", "accept-encoding", "accept-language", "authorization", "cache-control", "cookie", "date", "dnt",
	"if-modified-since", "if-none-match", "origin", "pragma", "priority", "proxy-authorization", "referer", "traceparent",
	"tracestate", "upgrade-insecure-requests", "user-agent", "x-correlation-id", "x-request-id",
}

// volatileAnswers are headers of responses that belong to one answer alone.
var volatileAnswers = []string{
	"age", "date", "server", "set-cookie", "traceparent", "tracestate", "vary", "x-correlation-id", "x-request-id",
}

// ofConnection says whether a header belongs to the connection, or to the log.
func ofConnection(name string) bool {
	name = strings.ToLower(name)
	return slices.Contains(connectionHeaders, name) || strings.HasPrefix(name, ":") || strings.HasPrefix(name, "x-mockserver-")
}

func isVolatile(name string) bool {
	name = strings.ToLower(name)
	return slices.Contains(volatileHeaders, name) || strings.HasPrefix(name, "sec-") || strings.HasPrefix(name, "x-b3-")
}

// VolatileAnswer says whether a header of a response belongs to that answer
// alone.
func VolatileAnswer(name string) bool { return slices.Contains(volatileAnswers, strings.ToLower(name)) }
