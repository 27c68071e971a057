package journal

import (
	"encoding/binary"
	"net/netip"
	"time"
	"unsafe"

	"github.com/mockserver/mockserver/server/internal/model"
)

// The flags that begin a request.
const (
	keepAlive = 1 << iota
	secure
	encoded  // an encoded body follows the body
	received // a time follows the flags
)

// fieldOverhead is room for the lengths of a field.
const fieldOverhead = 8

// requestSize is about how many bytes appendRequest takes, rarely less.
func requestSize(r *model.Request) int {
	const fixed = 96
	n := fixed + len(r.ID) + len(r.Method) + len(r.Path) + len(r.RawQuery) + len(r.Body) + len(r.EncodedBody)
	for _, fields := range [...][]model.Field{r.Query, r.Headers, r.Cookies} {
		for i := range fields {
			n += fieldOverhead + len(fields[i].Name) + len(fields[i].Value)
		}
	}
	for i := range r.ClientCertificate {
		c := &r.ClientCertificate[i]
		n += fixed + len(c.Subject) + len(c.Issuer) + len(c.FingerprintSHA256) + len(c.SerialNumber)
	}
	return n
}

// appendRequest writes r.
func appendRequest(to []byte, r *model.Request) []byte {
	to = append(to, flags(r))
	if !r.ReceivedAt.IsZero() {
		to = appendTime(to, r.ReceivedAt)
	}
	for _, text := range [...]string{r.ID, r.Method, r.Path, r.RawQuery, string(r.Protocol)} {
		to = appendText(to, text)
	}
	for _, fields := range [...][]model.Field{r.Query, r.Headers, r.Cookies} {
		to = binary.AppendUvarint(to, uint64(len(fields)))
	}
	for _, fields := range [...][]model.Field{r.Query, r.Headers, r.Cookies} {
		for i := range fields {
			to = appendText(appendText(to, fields[i].Name), fields[i].Value)
		}
	}
	to = appendText(to, r.Body)
	if r.EncodedBody != nil {
		to = appendText(to, r.EncodedBody)
	}
	to = appendAddress(appendAddress(to, r.Local), r.Remote)
	to = binary.AppendUvarint(to, uint64(len(r.ClientCertificate)))
	for i := range r.ClientCertificate {
		to = appendCertificate(to, &r.ClientCertificate[i])
	}
	return to
}

func flags(r *model.Request) byte {
	var f byte
	if r.KeepAlive {
		f |= keepAlive
	}
	if r.Secure {
		f |= secure
	}
	if r.EncodedBody != nil {
		f |= encoded
	}
	if !r.ReceivedAt.IsZero() {
		f |= received
	}
	return f
}

func appendTime(to []byte, t time.Time) []byte { return binary.AppendVarint(to, t.UnixNano()) }

func appendText[T string | []byte](to []byte, text T) []byte {
	return append(binary.AppendUvarint(to, uint64(len(text))), text...)
}

func appendAddress(to []byte, a netip.AddrPort) []byte {
	address := a.Addr().AsSlice()
	to = appendText(to, address)
	to = appendText(to, a.Addr().Zone())
	return binary.AppendUvarint(to, uint64(a.Port()))
}

func appendCertificate(to []byte, c *model.Certificate) []byte {
	for _, text := range [...]string{c.Subject, c.Issuer, c.FingerprintSHA256, c.SerialNumber} {
		to = appendText(to, text)
	}
	return appendTime(appendTime(to, c.NotBefore), c.NotAfter)
}

// decodeRequest reads what appendRequest wrote. The texts of r lie in data,
// which nobody modifies.
func decodeRequest(data []byte, r *model.Request) {
	d := decoder{data}
	f := d.byte()
	r.KeepAlive, r.Secure = f&keepAlive != 0, f&secure != 0
	if f&received != 0 {
		r.ReceivedAt = d.time()
	}
	r.ID, r.Method, r.Path, r.RawQuery = d.text(), d.text(), d.text(), d.text()
	r.Protocol = model.Protocol(d.text())
	d.fields(r)
	if r.Body = d.bytes(); len(r.Body) == 0 {
		r.Body = nil
	}
	if f&encoded != 0 {
		r.EncodedBody = d.bytes()
	}
	r.Local, r.Remote = d.address(), d.address()
	for n := d.number(); n > 0; n-- {
		r.ClientCertificate = append(r.ClientCertificate, d.certificate())
	}
}

// decoder reads from the front of rest.
type decoder struct{ rest []byte }

func (d *decoder) byte() byte {
	b := d.rest[0]
	d.rest = d.rest[1:]
	return b
}

func (d *decoder) number() int {
	n, size := binary.Uvarint(d.rest)
	d.rest = d.rest[size:]
	return int(n)
}

func (d *decoder) time() time.Time {
	n, size := binary.Varint(d.rest)
	d.rest = d.rest[size:]
	return time.Unix(0, n)
}

func (d *decoder) bytes() []byte {
	n := d.number()
	b := d.rest[:n:n]
	d.rest = d.rest[n:]
	return b
}

// text reads a string without copying it: what is recorded never changes.
func (d *decoder) text() string {
	b := d.bytes()
	return unsafe.String(unsafe.SliceData(b), len(b))
}

// fields reads the query, headers and cookies into one array.
func (d *decoder) fields(r *model.Request) {
	query, headers, cookies := d.number(), d.number(), d.number()
	all := make([]model.Field, query+headers+cookies)
	for i := range all {
		all[i] = model.Field{Name: d.text(), Value: d.text()}
	}
	r.Query = part(all, 0, query)
	r.Headers = part(all, query, query+headers)
	r.Cookies = part(all, query+headers, len(all))
}

func part(all []model.Field, from, to int) []model.Field {
	if from == to {
		return nil
	}
	return all[from:to:to]
}

func (d *decoder) address() netip.AddrPort {
	address, ok := netip.AddrFromSlice(d.bytes())
	zone, port := d.text(), d.number()
	if !ok {
		return netip.AddrPort{}
	}
	return netip.AddrPortFrom(address.WithZone(zone), uint16(port))
}

func (d *decoder) certificate() model.Certificate {
	return model.Certificate{
		Subject: d.text(), Issuer: d.text(), FingerprintSHA256: d.text(), SerialNumber: d.text(),
		NotBefore: d.time(), NotAfter: d.time(),
	}
}
