package vocabulary

import "encoding/json"

// sample is an expectation of a body.
type sample struct {
	ID       string         `json:"id"`
	Request  sampleRequest  `json:"httpRequest"`
	Response sampleResponse `json:"httpResponse"`
}

type sampleRequest struct {
	Body json.RawMessage `json:"body"`
}

type sampleResponse struct {
	StatusCode int             `json:"statusCode"`
	Body       json.RawMessage `json:"body,omitempty"`
}

// samples are expectations of the contract's examples of bodies, which also
// answer with what is content.
func (v view) samples() ([]byte, error) {
	list := []sample{}
	for _, k := range v.Kinds {
		if k.Example == "" {
			continue
		}
		s := sample{k.Method, sampleRequest{json.RawMessage(k.Example)}, sampleResponse{StatusCode: 200}}
		if k.Content {
			s.Response.Body = s.Request.Body
		}
		list = append(list, s)
	}
	content, err := json.MarshalIndent(list, "", "  ")
	return append(content, '\n'), err
}
