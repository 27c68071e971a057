package suite

import (
	"slices"
	"strings"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	pb "github.com/mockserver/mockserver/conformance/internal/gen/mockserver/conformance/v1"
)

// OperationName is the operation of a request as a driver sees it, such as
// "verifySequence"; empty when there is none.
func OperationName(request *pb.DriverRequest) string {
	message := request.ProtoReflect()
	field := message.WhichOneof(operationField())
	if field == nil {
		return ""
	}
	return field.JSONName()
}

// OperationNames are all operations in the order of the protocol.
func OperationNames() []string {
	fields := operationField().Fields()
	names := make([]string, fields.Len())
	for i := range names {
		names[i] = fields.Get(i).JSONName()
	}
	return names
}

func operationField() protoreflect.OneofDescriptor {
	return (&pb.DriverRequest{}).ProtoReflect().Descriptor().Oneofs().ByName("operation")
}

// Operations are the operations that a case performs, sorted.
func (c Case) Operations() []string {
	var names []string
	for _, step := range c.GetSteps() {
		if do := step.GetDo(); do != nil {
			names = append(names, OperationName(do))
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// Features are what a client must be able to do for a case: its operations,
// "build" and "options" where tagged values are used, and what it says it
// needs. Sorted.
func (c Case) Features() []string {
	features := append(c.Operations(), c.GetNeeds()...)
	for _, step := range c.GetSteps() {
		if do := step.GetDo(); do != nil {
			features = append(features, tagFeatures(do)...)
		}
	}
	slices.Sort(features)
	return slices.Compact(features)
}

func tagFeatures(request *pb.DriverRequest) []string {
	var features []string
	for tag, feature := range map[string]string{"$build": "build", "$options": "options"} {
		if mentions(request, tag) {
			features = append(features, feature)
		}
	}
	return features
}

// mentions says whether plain data of a request has a member of this name.
func mentions(request proto.Message, member string) bool {
	return strings.Contains(protojson.Format(request), `"`+member+`"`)
}
