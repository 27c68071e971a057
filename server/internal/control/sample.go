package control

import (
	"github.com/mockserver/mockserver/server/internal/model"
)

// sample is the request that a definition describes when its values are taken
// as they are. Nil describes an empty one.
func sample(m *model.RequestMatcher) *model.Request {
	request := &model.Request{}
	if m == nil {
		return request
	}
	request.Method, request.Path, request.Protocol = text(m.Method), text(m.Path), m.Protocol
	request.Query, request.Headers = sampleFields(m.Query), sampleFields(m.Headers)
	for _, cookie := range m.Cookies {
		request.Cookies = append(request.Cookies, model.Field{Name: cookie.Name.Value, Value: cookie.Value.Value})
	}
	request.Secure = m.Secure != nil && *m.Secure
	request.KeepAlive = m.KeepAlive != nil && *m.KeepAlive
	if m.Body != nil {
		request.Body = m.Body.Bytes
		if request.Body == nil {
			request.Body = []byte(m.Body.Text)
		}
	}
	return request
}

func sampleFields(m *model.MultiMatcher) []model.Field {
	var fields []model.Field
	if m == nil {
		return nil
	}
	for _, entry := range m.Entries {
		for _, value := range entry.Values {
			fields = append(fields, model.Field{Name: entry.Name.Value, Value: value.Value})
		}
	}
	return fields
}
