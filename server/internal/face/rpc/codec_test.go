package rpc

import (
	"testing"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	mockserverv1 "github.com/mockserver/mockserver/server/internal/gen/mockserver/v1"
	"github.com/mockserver/mockserver/server/internal/jsontree"
)

func TestCanonicalJSONAndBack(t *testing.T) {
	for name, c := range map[string]struct{ message, json string }{
		"string matcher": {
			`{"httpRequest":{"path":{"text":"/a"},"method":{"schemaMatcher":{"schema":{"members":{"type":"string"}},"not":true}}}}`,
			`{"httpRequest":{"method":{"schema":{"type":"string"},"not":true},"path":"/a"}}`,
		},
		"maps are members": {
			`{"httpRequest":{"headers":{"keyMatchStyle":"KEY_MATCH_STYLE_MATCHING_KEY","members":{"b":{"list":{"items":[{"text":"1"},{"text":"2"}]}},"a":{"styledValues":{"values":[{"text":"x"}]}}}}}}`,
			`{"httpRequest":{"headers":{"keyMatchStyle":"MATCHING_KEY","a":{"values":["x"]},"b":["1","2"]}}}`,
		},
		"bodies say their type": {
			`{"httpRequest":{"body":{"regexBody":{"regex":"a.*"}}},"httpResponse":{"body":{"binaryBody":{"base64Bytes":"AQI="}}}}`,
			`{"httpRequest":{"body":{"type":"REGEX","regex":"a.*"}},"httpResponse":{"body":{"type":"BINARY","base64Bytes":"AQI="}}}`,
		},
		"plain bodies": {
			`{"httpRequest":{"body":{"plain":{"a":[1,null,true]}}},"httpResponse":{"body":{"plain":"text"}}}`,
			`{"httpRequest":{"body":{"a":[1,null,true]}},"httpResponse":{"body":"text"}}`,
		},
		"zero and absent differ": {
			`{"id":"","priority":0,"times":{"remainingTimes":0},"timeToLive":{"timeUnit":"TIME_UNIT_SECONDS","timeToLive":"5"}}`,
			`{"id":"","priority":0,"times":{"remainingTimes":0},"timeToLive":{"timeUnit":"SECONDS","timeToLive":5}}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			var m mockserverv1.Expectation
			if err := protojson.Unmarshal([]byte(c.message), &m); err != nil {
				t.Fatal(err)
			}
			tree, err := encode(m.ProtoReflect())
			if err != nil {
				t.Fatal(err)
			}
			if got := string(tree.AppendCompact(nil)); got != c.json {
				t.Errorf("encoded\n%s, want\n%s", got, c.json)
			}
			var back mockserverv1.Expectation
			if err := decode(tree, back.ProtoReflect()); err != nil {
				t.Fatal(err)
			}
			if !proto.Equal(&m, &back) {
				t.Errorf("decoded %v, want %v", &back, &m)
			}
		})
	}
}

func TestUnionWithoutAFormIsRefused(t *testing.T) {
	m := &mockserverv1.Expectation{HttpRequest: &mockserverv1.HttpRequest{Body: &mockserverv1.Body{}}}
	_, err := encode(m.ProtoReflect())
	if err == nil || err.Error() != "$.httpRequest.body: no form is set" {
		t.Errorf("got %v", err)
	}
}

func TestUnknownEnumNumberIsRefused(t *testing.T) {
	m := &mockserverv1.Expectation{TimeToLive: &mockserverv1.TimeToLive{TimeUnit: 99}}
	if _, err := encode(m.ProtoReflect()); err == nil || err.Error() != "$.timeToLive.timeUnit: 99 is no value of TimeUnit" {
		t.Errorf("got %v", err)
	}
}

func TestMembersWithoutAFieldAreLeftOut(t *testing.T) {
	tree, err := jsontree.Parse([]byte(`{"id":"x","later":{"a":1},"timeToLive":{"timeUnit":"CENTURIES"}}`))
	if err != nil {
		t.Fatal(err)
	}
	var m mockserverv1.Expectation
	if err := decode(tree, m.ProtoReflect()); err != nil {
		t.Fatal(err)
	}
	if m.GetId() != "x" || m.GetTimeToLive().GetTimeUnit() != 0 {
		t.Errorf("got %v", &m)
	}
}
