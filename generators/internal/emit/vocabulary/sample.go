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
	StatusCode int `json:"statusCode"`
}

// samples are expectations of the contract's examples of bodies.
func (v view) samples() ([]byte, error) {
	list := []sample{}
	for _, k := range v.Kinds {
		if k.Example != "" {
			list = append(list, sample{k.Method, sampleRequest{json.RawMessage(k.Example)}, sampleResponse{200}})
		}
	}
	content, err := json.MarshalIndent(list, "", "  ")
	return append(content, '\n'), err
}
