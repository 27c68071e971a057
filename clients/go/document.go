package mock

import (
	"context"
	"mime"
)

// RetrievedDocument is what the server wrote in a format other than the
// models' JSON.
type RetrievedDocument struct {
	ContentType string // such as "application/json; charset=utf-8"
	FileName    string // what to save it as; "" unless the server names one
	Content     []byte
}

// String is the content as text, which all formats but BRUNO are, in UTF-8.
func (d *RetrievedDocument) String() string { return string(d.Content) }

// document makes a call whose answer is taken as it is.
func (c *Client) document(ctx context.Context, operation string, body any, send sender) (*RetrievedDocument, error) {
	answer, err := c.call(ctx, operation, body, send)
	if err != nil {
		return nil, err
	}
	document := &RetrievedDocument{ContentType: answer.header.Get("Content-Type"), Content: answer.body}
	if _, parameters, err := mime.ParseMediaType(answer.header.Get("Content-Disposition")); err == nil {
		document.FileName = parameters["filename"]
	}
	return document, nil
}
