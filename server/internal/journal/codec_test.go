package journal

import (
	"net/netip"
	"reflect"
	"testing"
	"time"

	"github.com/mockserver/mockserver/server/internal/model"
	"pgregory.net/rapid"
)

func drawFields(t *rapid.T, label string) []model.Field {
	list := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) model.Field {
		return model.Field{Name: rapid.String().Draw(t, "name"), Value: rapid.String().Draw(t, "value")}
	}), 0, 4).Draw(t, label)
	if len(list) == 0 {
		return nil
	}
	return list
}

func drawBytes(t *rapid.T, label string) []byte {
	b := rapid.SliceOfN(rapid.Byte(), 0, 40).Draw(t, label)
	if len(b) == 0 {
		return nil
	}
	return b
}

func drawTime(t *rapid.T, label string) time.Time {
	return time.Unix(0, rapid.Int64Range(1, 1<<62).Draw(t, label))
}

func drawRequest(t *rapid.T) *model.Request {
	text := func(label string) string { return rapid.String().Draw(t, label) }
	r := &model.Request{
		ID: text("id"), Method: text("method"), Path: text("path"), RawQuery: text("query text"),
		Query: drawFields(t, "query"), Headers: drawFields(t, "headers"), Cookies: drawFields(t, "cookies"),
		Body: drawBytes(t, "body"), EncodedBody: drawBytes(t, "encoded body"),
		KeepAlive: rapid.Bool().Draw(t, "keep-alive"), Secure: rapid.Bool().Draw(t, "secure"), Protocol: model.HTTP2,
		Local:  netip.AddrPortFrom(netip.MustParseAddr("127.0.0.1"), rapid.Uint16().Draw(t, "port")),
		Remote: netip.MustParseAddrPort("[fe80::1%eth0]:80"),
	}
	if rapid.Bool().Draw(t, "with time") {
		r.ReceivedAt = drawTime(t, "received at")
	}
	if rapid.Bool().Draw(t, "with certificate") {
		r.ClientCertificate = []model.Certificate{{
			Subject: text("subject"), Issuer: text("issuer"), FingerprintSHA256: "ab", SerialNumber: "1",
			NotBefore: drawTime(t, "not before"), NotAfter: drawTime(t, "not after"),
		}}
	}
	return r
}

func TestRequestsComeBackAsTheyWere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := drawRequest(t)
		data := appendRequest([]byte("before"), want)
		var got model.Request
		decodeRequest(data[len("before"):], &got)
		if !reflect.DeepEqual(&got, want) {
			t.Fatalf("got  %+v\nwant %+v", &got, want)
		}
		if size := requestSize(want); len(data) > size+len("before") {
			t.Fatalf("%d bytes were expected at most, %d are written", size, len(data))
		}
	})
}
