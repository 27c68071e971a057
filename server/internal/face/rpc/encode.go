package rpc

import (
	"encoding/base64"
	"fmt"
	"sort"
	"strconv"
	"strings"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/structpb"

	mockserverv1 "github.com/mockserver/mockserver/server/internal/gen/mockserver/v1"
	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// encode turns a message into the control plane's JSON. Fields that are not
// set are left out. Errors name the field.
func encode(m protoreflect.Message) (jsontree.Value, error) {
	return encoder{}.message("$", m)
}

// encoder holds what the JSON of a variant begins with.
type encoder struct{ discriminator jsontree.Member }

func (e encoder) message(path string, m protoreflect.Message) (jsontree.Value, error) {
	if v, ok := m.Interface().(*structpb.Value); ok {
		return plainValue(path, v)
	}
	switch shapeOf(m.Descriptor()) {
	case mockserverv1.Shape_SHAPE_UNION:
		return encodeUnion(path, m)
	case mockserverv1.Shape_SHAPE_LIST:
		items := m.Descriptor().Fields().Get(0)
		return encodeList(path, items, m.Get(items).List())
	}
	return e.object(path, m)
}

func (e encoder) object(path string, m protoreflect.Message) (jsontree.Value, error) {
	out := jsontree.Value{Kind: jsontree.Object}
	if e.discriminator.Name != "" {
		out.Members = append(out.Members, e.discriminator)
	}
	fields := m.Descriptor().Fields()
	for i := range fields.Len() {
		f := fields.Get(i)
		if !m.Has(f) {
			continue
		}
		members, err := encodeMember(path, f, m.Get(f))
		if err != nil {
			return out, err
		}
		out.Members = append(out.Members, members...)
	}
	return out, nil
}

// encodeMember is one member, or those of a map that is flattened into the
// object.
func encodeMember(path string, f protoreflect.FieldDescriptor, v protoreflect.Value) ([]jsontree.Member, error) {
	if f.IsMap() && fieldOption(f, mockserverv1.E_Flatten) == true {
		return encodeMap(path, f, v.Map())
	}
	value, err := encodeField(path+"."+f.JSONName(), f, v)
	return []jsontree.Member{{Name: f.JSONName(), Value: value}}, err
}

func encodeField(path string, f protoreflect.FieldDescriptor, v protoreflect.Value) (jsontree.Value, error) {
	if f.IsList() {
		return encodeList(path, f, v.List())
	}
	return encodeSingle(path, f, v)
}

func encodeUnion(path string, m protoreflect.Message) (jsontree.Value, error) {
	f := m.WhichOneof(m.Descriptor().Oneofs().Get(0))
	if f == nil {
		return jsontree.Value{}, &fieldError{path, "no form is set"}
	}
	variant, ok := fieldOption(f, mockserverv1.E_Variant).(string)
	if !ok || variant == "" {
		return encodeSingle(path, f, m.Get(f))
	}
	name := messageOption(m.Descriptor(), mockserverv1.E_Discriminator).(string)
	e := encoder{discriminator: jsontree.Member{Name: name, Value: jsontree.StringOf(variant)}}
	return e.message(path, m.Get(f).Message())
}

func encodeList(path string, f protoreflect.FieldDescriptor, list protoreflect.List) (jsontree.Value, error) {
	out := jsontree.Value{Kind: jsontree.Array}
	for i := range list.Len() {
		item, err := encodeSingle(path+"["+strconv.Itoa(i)+"]", f, list.Get(i))
		if err != nil {
			return out, err
		}
		out.Items = append(out.Items, item)
	}
	return out, nil
}

// encodeMap writes the entries sorted by name: protobuf maps have no order.
func encodeMap(path string, f protoreflect.FieldDescriptor, entries protoreflect.Map) ([]jsontree.Member, error) {
	var members []jsontree.Member
	var failure error
	entries.Range(func(k protoreflect.MapKey, v protoreflect.Value) bool {
		value, err := encodeSingle(path+"."+k.String(), f.MapValue(), v)
		members = append(members, jsontree.Member{Name: k.String(), Value: value})
		failure = err
		return err == nil
	})
	sort.Slice(members, func(i, j int) bool { return members[i].Name < members[j].Name })
	return members, failure
}

func encodeSingle(path string, f protoreflect.FieldDescriptor, v protoreflect.Value) (jsontree.Value, error) {
	switch f.Kind() {
	case protoreflect.MessageKind:
		return encoder{}.message(path, v.Message())
	case protoreflect.EnumKind:
		return encodeEnum(path, f.Enum(), v.Enum())
	case protoreflect.BoolKind:
		return jsontree.BoolOf(v.Bool()), nil
	case protoreflect.BytesKind:
		return jsontree.StringOf(base64.StdEncoding.EncodeToString(v.Bytes())), nil
	case protoreflect.StringKind:
		return jsontree.StringOf(v.String()), nil
	case protoreflect.Int32Kind, protoreflect.Int64Kind:
		return jsontree.IntOf(v.Int()), nil
	}
	return jsontree.Value{}, &fieldError{path, fmt.Sprintf("kind %s is not part of the contract", f.Kind())}
}

func encodeEnum(path string, d protoreflect.EnumDescriptor, n protoreflect.EnumNumber) (jsontree.Value, error) {
	value := d.Values().ByNumber(n)
	if value == nil {
		return jsontree.Value{}, &fieldError{path, fmt.Sprintf("%d is no value of %s", n, d.Name())}
	}
	return jsontree.StringOf(enumText(value)), nil
}

// enumText is a value as the control plane writes it.
func enumText(v protoreflect.EnumValueDescriptor) string {
	if text := proto.GetExtension(v.Options(), mockserverv1.E_Text).(string); text != "" {
		return text
	}
	return strings.TrimPrefix(string(v.Name()), enumPrefix(v.Parent().(protoreflect.EnumDescriptor)))
}

func plainValue(path string, v *structpb.Value) (jsontree.Value, error) {
	text, err := protojson.Marshal(v)
	if err != nil {
		return jsontree.Value{}, &fieldError{path, err.Error()}
	}
	tree, err := jsontree.Parse(text)
	if err != nil {
		return tree, &fieldError{path, err.Error()}
	}
	return tree, nil
}

func shapeOf(d protoreflect.MessageDescriptor) mockserverv1.Shape {
	return messageOption(d, mockserverv1.E_Shape).(mockserverv1.Shape)
}

func messageOption(d protoreflect.MessageDescriptor, x protoreflect.ExtensionType) any {
	return proto.GetExtension(d.Options(), x)
}

func fieldOption(d protoreflect.FieldDescriptor, x protoreflect.ExtensionType) any {
	return proto.GetExtension(d.Options(), x)
}

// enumPrefix is what every value of an enum starts with: "TIME_UNIT_", the
// name of the value for zero up to its last word.
func enumPrefix(d protoreflect.EnumDescriptor) string {
	return strings.TrimSuffix(string(d.Values().ByNumber(0).Name()), "UNSPECIFIED")
}
