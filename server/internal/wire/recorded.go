package wire

import (
	"encoding/base64"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// RecordedForm says how a recorded request is written.
type RecordedForm uint8

const (
	RequestsForm     RecordedForm = iota // retrieve REQUESTS: members sorted, bodies with rawBytes
	ExchangeForm                         // retrieve REQUEST_RESPONSES: addresses included
	VerificationForm                     // verification messages: as REQUESTS without rawBytes
)

// RecordedRequestValue writes a request as received.
func RecordedRequestValue(req *model.Request, form RecordedForm) jsontree.Value {
	var o object
	o.addText("method", req.Method)
	o.addText("path", req.Path)
	o.addMembers("queryStringParameters", fieldsValue(req.Query))
	o.addMembers("headers", fieldsValue(req.Headers))
	var cookies object
	for _, c := range req.Cookies {
		cookies.add(c.Name, jsontree.StringOf(c.Value))
	}
	descending(cookies.members)
	o.addMembers("cookies", cookies.value())
	o.addFlag("keepAlive", &req.KeepAlive)
	o.addFlag("secure", &req.Secure)
	o.addText("protocol", string(req.Protocol))
	if form == ExchangeForm {
		o.addText("localAddress", req.Local.String())
		o.addText("remoteAddress", req.Remote.String())
	}
	if len(req.Body) > 0 {
		o.add("body", recordedBody(req, form))
	}
	if form != ExchangeForm {
		ascending(o.members)
	}
	return o.value()
}

func recordedBody(req *model.Request, form RecordedForm) jsontree.Value {
	if form == VerificationForm {
		return jsontree.StringOf(string(req.Body))
	}
	var o object
	o.addText("type", "STRING")
	o.addText("string", string(req.Body))
	o.addText("rawBytes", base64.StdEncoding.EncodeToString(req.Body))
	return o.value()
}

const timestampLayout = "2006-01-02 15:04:05.000"

// ExchangeValue writes a recorded exchange as REQUEST_RESPONSES lists it.
func ExchangeValue(e *model.Exchange) jsontree.Value {
	var o object
	o.add("httpRequest", RecordedRequestValue(e.Request, ExchangeForm))
	o.add("httpResponse", ResponseValue(e.Response))
	o.addText("timestamp", e.CompletedAt.Format(timestampLayout))
	return o.value()
}
