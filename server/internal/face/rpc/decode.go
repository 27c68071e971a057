package rpc

import (
	"encoding/base64"
	"fmt"
	"strconv"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/structpb"

	mockserverv1 "github.com/mockserver/mockserver/server/internal/gen/mockserver/v1"
	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// decode fills m from the control plane's JSON. Members that the message has
// no field for are left out: the contract may lag behind the server.
func decode(v jsontree.Value, m protoreflect.Message) error {
	if plain, ok := m.Interface().(*structpb.Value); ok {
		return protojson.Unmarshal(v.AppendCompact(nil), plain)
	}
	switch shapeOf(m.Descriptor()) {
	case mockserverv1.Shape_SHAPE_UNION:
		return decodeUnion(v, m)
	case mockserverv1.Shape_SHAPE_LIST:
		return decodeList(v, m.Descriptor().Fields().Get(0), m)
	}
	return decodeObject(v, m)
}

func decodeObject(v jsontree.Value, m protoreflect.Message) error {
	fields := m.Descriptor().Fields()
	for _, member := range v.Members {
		f := fields.ByJSONName(member.Name)
		if f == nil || f.IsMap() {
			if err := decodeOther(member, m); err != nil {
				return err
			}
			continue
		}
		if err := decodeField(member.Value, f, m); err != nil {
			return fmt.Errorf("%s: %w", member.Name, err)
		}
	}
	return nil
}

// decodeOther puts a member that is no field into the flattened map, when the
// message has one.
func decodeOther(member jsontree.Member, m protoreflect.Message) error {
	fields := m.Descriptor().Fields()
	f := fields.Get(fields.Len() - 1)
	if !f.IsMap() {
		return nil
	}
	entries := m.Mutable(f).Map()
	value, err := decodeEntry(member.Value, f.MapValue(), entries)
	if err != nil {
		return fmt.Errorf("%s: %w", member.Name, err)
	}
	entries.Set(protoreflect.ValueOfString(member.Name).MapKey(), value)
	return nil
}

func decodeEntry(v jsontree.Value, f protoreflect.FieldDescriptor, entries protoreflect.Map) (protoreflect.Value, error) {
	if f.Kind() != protoreflect.MessageKind {
		return decodeScalar(v, f)
	}
	value := entries.NewValue()
	return value, decode(v, value.Message())
}

func decodeField(v jsontree.Value, f protoreflect.FieldDescriptor, m protoreflect.Message) error {
	switch {
	case f.IsList():
		return decodeList(v, f, m)
	case f.Kind() == protoreflect.MessageKind:
		return decode(v, m.Mutable(f).Message())
	}
	value, err := decodeScalar(v, f)
	if err == nil && value.IsValid() {
		m.Set(f, value)
	}
	return err
}

func decodeList(v jsontree.Value, f protoreflect.FieldDescriptor, m protoreflect.Message) error {
	list := m.Mutable(f).List()
	for i, item := range v.Items {
		if f.Kind() == protoreflect.MessageKind {
			if err := decode(item, list.AppendMutable().Message()); err != nil {
				return fmt.Errorf("[%d]: %w", i, err)
			}
			continue
		}
		value, err := decodeScalar(item, f)
		if err != nil {
			return fmt.Errorf("[%d]: %w", i, err)
		}
		list.Append(value)
	}
	return nil
}

// decodeScalar reads a scalar. An enum value that the contract does not know
// is left unset.
func decodeScalar(v jsontree.Value, f protoreflect.FieldDescriptor) (protoreflect.Value, error) {
	switch f.Kind() {
	case protoreflect.BoolKind:
		return protoreflect.ValueOfBool(v.Text == "true"), nil
	case protoreflect.BytesKind:
		b, err := base64.StdEncoding.DecodeString(v.Text)
		return protoreflect.ValueOfBytes(b), err
	case protoreflect.StringKind:
		return protoreflect.ValueOfString(v.Text), nil
	case protoreflect.Int32Kind:
		n, err := strconv.ParseInt(v.Text, 10, 32)
		return protoreflect.ValueOfInt32(int32(n)), err
	case protoreflect.Int64Kind:
		n, err := strconv.ParseInt(v.Text, 10, 64)
		return protoreflect.ValueOfInt64(n), err
	case protoreflect.EnumKind:
		return decodeEnum(v.Text, f.Enum()), nil
	}
	return protoreflect.Value{}, fmt.Errorf("kind %s is not part of the contract", f.Kind())
}

// decodeEnum is no value at all for a text that the contract does not know.
func decodeEnum(text string, d protoreflect.EnumDescriptor) protoreflect.Value {
	for i := range d.Values().Len() {
		if value := d.Values().Get(i); value.Number() != 0 && enumText(value) == text {
			return protoreflect.ValueOfEnum(value.Number())
		}
	}
	return protoreflect.Value{}
}

func decodeUnion(v jsontree.Value, m protoreflect.Message) error {
	f := variantFor(v, m.Descriptor())
	if f == nil {
		return fmt.Errorf("no form of %s fits", m.Descriptor().Name())
	}
	return decodeField(v, f, m)
}

// variantFor chooses the field of a union that the JSON value belongs to: by
// discriminator, by its JSON type, or as a plain value.
func variantFor(v jsontree.Value, d protoreflect.MessageDescriptor) protoreflect.FieldDescriptor {
	var plain protoreflect.FieldDescriptor
	discriminator := messageOption(d, mockserverv1.E_Discriminator).(string)
	for i := range d.Fields().Len() {
		f := d.Fields().Get(i)
		switch {
		case f.Kind() == protoreflect.StringKind:
			if v.Kind == jsontree.String {
				return f
			}
		case f.Message().FullName() == "google.protobuf.Value":
			plain = f
		case shapeOf(f.Message()) == mockserverv1.Shape_SHAPE_LIST:
			if v.Kind == jsontree.Array {
				return f
			}
		case discriminator == "" && v.Kind == jsontree.Object:
			return f
		case v.Kind == jsontree.Object:
			if kind, ok := v.Get(discriminator); ok && kind.Text == fieldOption(f, mockserverv1.E_Variant) {
				return f
			}
		}
	}
	return plain
}
