package wire

import (
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// ParseResponse reads the canonical form of httpResponse, which is what the
// configuration of that action holds.
func ParseResponse(v jsontree.Value) (*model.Response, error) {
	var r reader
	resp := r.response((*place)(nil).member("httpResponse"), v)
	if len(r.violations) > 0 {
		return nil, &ValidationError{Violations: r.violations}
	}
	return resp, nil
}

func (r *reader) response(at *place, v jsontree.Value) *model.Response {
	resp := &model.Response{
		StatusCode:   int(r.integerMember(at, v, "statusCode")),
		ReasonPhrase: text(v, "reasonPhrase"),
		Delay:        r.delay(at, v, "delay"),
		Connection:   r.connectionOptions(at, v),
	}
	if headers, ok := v.Get("headers"); ok {
		resp.Headers = fields(r.multi(at.member("headers"), headers))
	}
	if cookies, ok := v.Get("cookies"); ok {
		for _, c := range r.cookies(at.member("cookies"), cookies) {
			resp.Cookies = append(resp.Cookies, model.Field{Name: prefixed(c.Name), Value: prefixed(c.Value)})
		}
	}
	if body, ok := v.Get("body"); ok {
		resp.Body = r.body(at.member("body"), body)
	}
	return resp
}

func fields(m *model.MultiMatcher) []model.Field {
	var list []model.Field
	for _, e := range m.Entries {
		for _, v := range e.Values {
			list = append(list, model.Field{Name: prefixed(e.Name), Value: prefixed(v)})
		}
	}
	return list
}

func (r *reader) delay(at *place, v jsontree.Value, member string) *model.Delay {
	given, ok := v.Get(member)
	if !ok {
		return nil
	}
	return &model.Delay{Unit: text(given, "timeUnit"), Value: r.integerMember(at.member(member), given, "value")}
}

func (r *reader) connectionOptions(at *place, v jsontree.Value) *model.ConnectionOptions {
	given, ok := v.Get("connectionOptions")
	if !ok {
		return nil
	}
	at = at.member("connectionOptions")
	o := &model.ConnectionOptions{
		SuppressContentLengthHeader: flag(given, "suppressContentLengthHeader"),
		SuppressConnectionHeader:    flag(given, "suppressConnectionHeader"),
		ChunkSize:                   int(r.integerMember(at, given, "chunkSize")),
		ChunkDelay:                  r.delay(at, given, "chunkDelay"),
		KeepAliveOverride:           optionalFlag(given, "keepAliveOverride"),
		CloseSocket:                 optionalFlag(given, "closeSocket"),
		CloseSocketDelay:            r.delay(at, given, "closeSocketDelay"),
	}
	if _, ok := given.Get("contentLengthHeaderOverride"); ok {
		n := r.integerMember(at, given, "contentLengthHeaderOverride")
		o.ContentLengthHeaderOverride = &n
	}
	return o
}
