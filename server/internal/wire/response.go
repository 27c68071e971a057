package wire

import (
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

var responseDocument = document[*model.Response]{name: "response", shape: responseShape, read: (*reader).response}

// ParseResponse reads httpResponse, which is what the configuration of that
// action holds. Errors are *ValidationError, with paths below the response.
func ParseResponse(v jsontree.Value) (*model.Response, error) {
	return plain(responseDocument.parseTree(v, nil))
}

func (r *reader) response(at *place, v jsontree.Value) *model.Response {
	resp := &model.Response{
		StatusCode:   r.intMember(at, v, "statusCode"),
		ReasonPhrase: text(v, "reasonPhrase"),
		Headers:      r.responseHeaders(at, v),
		Cookies:      r.responseCookies(at, v),
		Body:         r.body(at, v, true),
		Delay:        r.delay(at, v, "delay"),
		Connection:   r.connectionOptions(at, v),
	}
	if b := resp.Body; b != nil && b.Type == "STRING" && b.ContentType == "" && b.Text == "" {
		resp.Body = nil
	}
	return resp
}

func (r *reader) responseHeaders(at *place, v jsontree.Value) []model.Field {
	given, ok := v.Get("headers")
	if !ok {
		return nil
	}
	at = at.member("headers")
	var list []model.Field
	for _, e := range r.multiEntries(at, given) {
		name := r.literal(at, e.name)
		for _, value := range e.values {
			list = append(list, model.Field{Name: name, Value: r.literal(at.member(name), value)})
		}
	}
	return list
}

func (r *reader) responseCookies(at *place, v jsontree.Value) []model.Field {
	var list []model.Field
	for _, pair := range r.cookiePairs(at, v) {
		name := r.literal(at.member("cookies"), pair.name)
		list = append(list, model.Field{Name: name, Value: r.literal(at.member("cookies").member(name), pair.value)})
	}
	return list
}

// literal is a name or value of an answer, where prefixes are plain text.
func (r *reader) literal(at *place, v jsontree.Value) string {
	if v.Kind != jsontree.Object {
		return v.Text
	}
	if _, ok := v.Get("schema"); ok {
		r.refusef(at, "is a schema, which cannot be sent")
	}
	return prefixed(stringMatcher(v))
}

func (r *reader) delay(at *place, v jsontree.Value, member string) *model.Delay {
	given, ok := v.Get(member)
	if !ok {
		return nil
	}
	d := &model.Delay{Unit: text(given, "timeUnit")}
	if n := r.integerMember(at.member(member), given, "value", 64); n != nil {
		d.Value = *n
	}
	return d
}

func (r *reader) connectionOptions(at *place, v jsontree.Value) *model.ConnectionOptions {
	given, ok := v.Get("connectionOptions")
	if !ok {
		return nil
	}
	at = at.member("connectionOptions")
	return &model.ConnectionOptions{
		SuppressContentLengthHeader: flag(given, "suppressContentLengthHeader"),
		ContentLengthHeaderOverride: r.integerMember(at, given, "contentLengthHeaderOverride", 64),
		SuppressConnectionHeader:    flag(given, "suppressConnectionHeader"),
		ChunkSize:                   r.intMember(at, given, "chunkSize"),
		ChunkDelay:                  r.delay(at, given, "chunkDelay"),
		KeepAliveOverride:           optionalFlag(given, "keepAliveOverride"),
		CloseSocket:                 optionalFlag(given, "closeSocket"),
		CloseSocketDelay:            r.delay(at, given, "closeSocketDelay"),
	}
}
