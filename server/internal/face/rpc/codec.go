package rpc

import (
	"errors"
	"fmt"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
)

// jsonCodec is connect's own for JSON, except that it refuses unknown fields: a
// misspelt one would otherwise make a matcher that asks for less. It implements
// connect.Codec under its name.
type jsonCodec string

// Name implements connect.Codec.
func (c jsonCodec) Name() string { return string(c) }

// Marshal implements connect.Codec.
func (c jsonCodec) Marshal(message any) ([]byte, error) {
	m, ok := message.(proto.Message)
	if !ok {
		return nil, fmt.Errorf("%T is no protobuf message", message)
	}
	return protojson.Marshal(m)
}

// Unmarshal implements connect.Codec.
func (c jsonCodec) Unmarshal(document []byte, message any) error {
	m, ok := message.(proto.Message)
	switch {
	case !ok:
		return fmt.Errorf("%T is no protobuf message", message)
	case len(document) == 0:
		return errors.New("a JSON object is required, but the message is empty")
	}
	return protojson.Unmarshal(document, m)
}
