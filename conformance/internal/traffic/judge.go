package traffic

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"google.golang.org/protobuf/types/known/structpb"

	pb "github.com/mockserver/mockserver/conformance/internal/gen/mockserver/conformance/v1"
	"github.com/mockserver/mockserver/conformance/internal/judge"
)

// Judge returns how a response differs from what a case expects, tallies aside.
// Nothing expected differs from nothing.
func Judge(want *pb.Receive, got *Response) []judge.Difference {
	if want == nil {
		return nil
	}
	if want.GetNothing() != got.Nothing {
		return []judge.Difference{{Path: "response", Want: presence(!want.GetNothing()), Got: presence(!got.Nothing)}}
	}
	if got.Nothing {
		return nil
	}
	return slices.Concat(
		judgeStatus(want, got),
		judgeHeaders(want, got.Header),
		judgeBody(want.GetBody(), got.Body),
		judgeTime(want, got),
		judgeConnection(want, got),
	)
}

func presence(there bool) string {
	if there {
		return "a response"
	}
	return "a connection that ends without response"
}

func judgeStatus(want *pb.Receive, got *Response) []judge.Difference {
	var differences []judge.Difference
	if want.GetStatus() != 0 && int(want.GetStatus()) != got.Status {
		differences = append(differences, differ("status", want.GetStatus(), got.Status))
	}
	if want.GetReason() != nil {
		differences = append(differences, matched("reason", want.GetReason(), got.Reason)...)
	}
	return differences
}

func judgeHeaders(want *pb.Receive, got http.Header) []judge.Difference {
	var differences []judge.Difference
	for _, name := range slices.Sorted(maps.Keys(want.GetHeaders())) {
		differences = append(differences, matchedHeader(name, want.GetHeaders()[name], got.Values(name))...)
	}
	if want.GetHeaderNames() != nil {
		names := namesOf(got)
		expected := slices.Sorted(slices.Values(want.GetHeaderNames()))
		if !slices.Equal(expected, names) {
			differences = append(differences, differ("header names", expected, names))
		}
	}
	return differences
}

func matchedHeader(name string, want *structpb.Value, values []string) []judge.Difference {
	observed := map[string]any{}
	switch len(values) {
	case 0:
	case 1:
		observed[name] = values[0]
	default:
		observed[name] = anySlice(values)
	}
	return relabel("header", judge.Match(map[string]any{name: want.AsInterface()}, observed))
}

// namesOf lists header names in lower case, sorted, one for each value.
func namesOf(header http.Header) []string {
	var names []string
	for name, values := range header {
		for range values {
			names = append(names, strings.ToLower(name))
		}
	}
	slices.Sort(names)
	return names
}

func judgeBody(want *pb.ReceivedBody, got []byte) []judge.Difference {
	switch expected := want.GetExpected().(type) {
	case *pb.ReceivedBody_Text:
		if expected.Text != string(got) {
			return []judge.Difference{differ("body", judge.Show(expected.Text), judge.Show(string(got)))}
		}
	case *pb.ReceivedBody_Base64:
		if encoded := base64.StdEncoding.EncodeToString(got); encoded != expected.Base64 {
			return []judge.Difference{differ("body", expected.Base64, encoded)}
		}
	case *pb.ReceivedBody_String_:
		return matched("body", expected.String_, string(got))
	case *pb.ReceivedBody_Json:
		var decoded any
		if err := json.Unmarshal(got, &decoded); err != nil {
			return []judge.Difference{differ("body", "JSON", judge.Show(string(got)))}
		}
		return matched("body", expected.Json, decoded)
	}
	return nil
}

func judgeTime(want *pb.Receive, got *Response) []judge.Difference {
	if least := milliseconds(want.GetMinMs()); got.Elapsed < least {
		return []judge.Difference{differ("elapsed", fmt.Sprint("at least ", least), got.Elapsed)}
	}
	if most := milliseconds(want.GetMaxMs()); most > 0 && got.Elapsed > most {
		return []judge.Difference{differ("elapsed", fmt.Sprint("at most ", most), got.Elapsed)}
	}
	return nil
}

func judgeConnection(want *pb.Receive, got *Response) []judge.Difference {
	var differences []judge.Difference
	if want.GetCloses() && !got.Closed {
		differences = append(differences, differ("connection", "closed", "open"))
	}
	if want.GetChunks() != nil && fmt.Sprint(want.GetChunks()) != fmt.Sprint(got.Chunks) {
		differences = append(differences, differ("chunks", want.GetChunks(), got.Chunks))
	}
	if name := want.GetCertificateFor(); name != "" {
		differences = append(differences, judgeCertificate(name, got)...)
	}
	return differences
}

func judgeCertificate(name string, got *Response) []judge.Difference {
	if got.Certificate == nil {
		return []judge.Difference{differ("certificate", name, "none")}
	}
	if err := got.Certificate.VerifyHostname(name); err != nil {
		return []judge.Difference{differ("certificate", name, err)}
	}
	return nil
}

// JudgeTallies returns how the numbers of status codes among copies differ from
// what a case expects.
func JudgeTallies(want map[uint32]uint32, got []*Response) []judge.Difference {
	counts := map[uint32]uint32{}
	for _, response := range got {
		counts[uint32(response.Status)]++
	}
	if want == nil || maps.Equal(want, counts) {
		return nil
	}
	return []judge.Difference{differ("tallies", want, counts)}
}

func matched(label string, want *structpb.Value, got any) []judge.Difference {
	return relabel(label, judge.Match(want.AsInterface(), got))
}

func relabel(label string, differences []judge.Difference) []judge.Difference {
	for i := range differences {
		differences[i].Path = label + strings.TrimPrefix(differences[i].Path, "$")
	}
	return differences
}

func differ(path string, want, got any) judge.Difference {
	return judge.Difference{Path: path, Want: fmt.Sprint(want), Got: fmt.Sprint(got)}
}

func anySlice(values []string) []any {
	items := make([]any, len(values))
	for i, value := range values {
		items[i] = value
	}
	return items
}
