package ca

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"strings"
	"testing"
	"time"
)

func options(clock func() time.Time) Options {
	return Options{
		Names:  Names{Common: "localhost", DNS: []string{"localhost", "mock"}, IPs: []net.IP{net.IPv4(127, 0, 0, 1)}},
		Clock:  clock,
		Random: rand.Reader,
	}
}

func authority(t *testing.T) *Authority {
	t.Helper()
	a, err := New(options(time.Now))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func leafFor(t *testing.T, a *Authority, name string) *tls.Certificate {
	t.Helper()
	leaf, err := a.Certificate(&tls.ClientHelloInfo{ServerName: name})
	if err != nil {
		t.Fatal(err)
	}
	return leaf
}

func roots(a *Authority) *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(a.PEM())
	return pool
}

func TestLeafIsValidForWhatWasAskedAndTheStandingNames(t *testing.T) {
	a := authority(t)
	leaf := leafFor(t, a, "api.example.com").Leaf
	for _, name := range []string{"api.example.com", "localhost", "mock", "127.0.0.1"} {
		if _, err := leaf.Verify(x509.VerifyOptions{Roots: roots(a), DNSName: name}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := leaf.Verify(x509.VerifyOptions{Roots: roots(a), DNSName: "other.example.com"}); err == nil {
		t.Error("valid for a name nobody asked for")
	}
	if leaf.Subject.CommonName != "api.example.com" {
		t.Errorf("common name %q", leaf.Subject.CommonName)
	}
}

func TestLeafWithoutANameIsForTheAddressReached(t *testing.T) {
	a := authority(t)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	connection, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	leaf, err := a.Certificate(&tls.ClientHelloInfo{Conn: connection})
	if err != nil {
		t.Fatal(err)
	}
	if leaf.Leaf.Subject.CommonName != "localhost" || leaf.Leaf.VerifyHostname("127.0.0.1") != nil {
		t.Errorf("%v, %v", leaf.Leaf.Subject, leaf.Leaf.IPAddresses)
	}
}

func TestLongNameStandsInTheAlternativeNames(t *testing.T) {
	a := authority(t)
	name := strings.Repeat("a", 40) + "." + strings.Repeat("b", 40) + ".example.com"
	if err := leafFor(t, a, name).Leaf.VerifyHostname(name); err != nil {
		t.Error(err)
	}
}

func TestLeavesAreKept(t *testing.T) {
	a := authority(t)
	first := leafFor(t, a, "a.example.com")
	if leafFor(t, a, "a.example.com") != first {
		t.Error("minted twice")
	}
	for i := range maxLeaves {
		leafFor(t, a, fmt.Sprintf("n%d.example.com", i))
	}
	if a.leaves.Len() != maxLeaves {
		t.Errorf("%d are kept", a.leaves.Len())
	}
	if leafFor(t, a, "a.example.com") == first {
		t.Error("kept beyond the bound")
	}
}

func TestExpiredLeafIsMintedAgain(t *testing.T) {
	now := time.Now()
	a, err := New(options(func() time.Time { return now }))
	if err != nil {
		t.Fatal(err)
	}
	first := leafFor(t, a, "a")
	now = now.Add(leafLifetime)
	if second := leafFor(t, a, "a"); second == first || !second.Leaf.NotAfter.After(now) {
		t.Error("still the expired one")
	}
}

func TestTwoAuthoritiesDoNotTrustEachOther(t *testing.T) {
	a, b := authority(t), authority(t)
	if _, err := leafFor(t, a, "x").Leaf.Verify(x509.VerifyOptions{Roots: roots(b), DNSName: "x"}); err == nil {
		t.Error("they share a root")
	}
}

func encode(kind string, der []byte) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der})
}

// root signs itself with key, as an authority or not.
func root(t *testing.T, key any, public any, isCA bool) []byte {
	t.Helper()
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: subject("own"), NotAfter: time.Now().Add(time.Hour),
		IsCA: isCA, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, public, key)
	if err != nil {
		t.Fatal(err)
	}
	return encode("CERTIFICATE", der)
}

func TestLoad(t *testing.T) {
	ec, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	sec1, err := x509.MarshalECPrivateKey(ec)
	if err != nil {
		t.Fatal(err)
	}
	legacy, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	pkcs8, err := x509.MarshalPKCS8PrivateKey(legacy)
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct{ certificate, key []byte }{
		"EC in SEC 1":    {root(t, ec, &ec.PublicKey, true), encode("EC PRIVATE KEY", sec1)},
		"RSA in PKCS #8": {root(t, legacy, &legacy.PublicKey, true), encode("PRIVATE KEY", pkcs8)},
		"RSA in PKCS #1": {root(t, legacy, &legacy.PublicKey, true), encode("RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(legacy))},
	} {
		a, err := Load(test.certificate, test.key, options(time.Now))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if _, err := leafFor(t, a, "x").Leaf.Verify(x509.VerifyOptions{Roots: roots(a), DNSName: "x"}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, test := range map[string]struct{ certificate, key []byte }{
		"no authority":    {root(t, ec, &ec.PublicKey, false), encode("EC PRIVATE KEY", sec1)},
		"another's key":   {root(t, legacy, &legacy.PublicKey, true), encode("EC PRIVATE KEY", sec1)},
		"no PEM":          {[]byte("x"), []byte("y")},
		"no key in there": {root(t, ec, &ec.PublicKey, true), root(t, ec, &ec.PublicKey, true)},
	} {
		if _, err := Load(test.certificate, test.key, options(time.Now)); err == nil || !strings.HasPrefix(err.Error(), "certificate authority: ") {
			t.Errorf("%s: got %v", name, err)
		}
	}
}
