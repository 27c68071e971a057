// Package ca mints the certificates the server presents: a root for the whole
// server and, signed by it, a leaf for each name that clients ask for.
package ca

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"math/big"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
)

// maxLeaves bounds the leaf certificates kept; beyond it the one longest
// unused is minted again when asked for.
const maxLeaves = 1024

const (
	rootLifetime = 10 * 365 * 24 * time.Hour
	leafLifetime = 2 * 365 * 24 * time.Hour // clients refuse leaves of more than 825 days
	clockSkew    = 5 * 24 * time.Hour
)

// Options says what an authority puts into its certificates.
type Options struct {
	Names  Names            // in every leaf
	Clock  func() time.Time // now
	Random io.Reader        // for keys and serial numbers
}

// Authority signs leaves with its root. Safe for concurrent use.
type Authority struct {
	options Options
	signer  func() (*signer, error) // made by the first call
	leaves  *lru.Cache[string, *tls.Certificate]
}

// signer is what leaves are made with.
type signer struct {
	root    *x509.Certificate
	key     crypto.Signer
	leafKey *ecdsa.PrivateKey // of every leaf: a key each would cost time and gain nothing
}

// New returns an authority with a root of its own, which is made when it is
// first needed: many servers never are asked for it.
func New(options Options) (*Authority, error) {
	return newAuthority(options, func() (*signer, error) { return newSigner(options) })
}

func newSigner(options Options) (*signer, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), options.Random)
	if err != nil {
		return nil, fmt.Errorf("making the key of the certificate authority: %w", err)
	}
	template := &x509.Certificate{
		Subject:               subject("www.mockserver.com"),
		KeyUsage:              x509.KeyUsageCertSign | x509.KeyUsageCRLSign | x509.KeyUsageDigitalSignature,
		IsCA:                  true,
		BasicConstraintsValid: true,
	}
	der, err := options.sign(template, template, &key.PublicKey, key, rootLifetime)
	if err != nil {
		return nil, fmt.Errorf("signing the certificate authority: %w", err)
	}
	root, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, fmt.Errorf("reading back the certificate authority: %w", err)
	}
	return options.signer(root, key)
}

func (o Options) signer(root *x509.Certificate, key crypto.Signer) (*signer, error) {
	leafKey, err := ecdsa.GenerateKey(elliptic.P256(), o.Random)
	if err != nil {
		return nil, fmt.Errorf("making the key of the certificates: %w", err)
	}
	return &signer{root: root, key: key, leafKey: leafKey}, nil
}

// Load returns an authority that signs with a given root: its certificate and
// its key, RSA or EC, PKCS #1, #8 or SEC 1, in PEM.
func Load(certificatePEM, keyPEM []byte, options Options) (*Authority, error) {
	pair, err := tls.X509KeyPair(certificatePEM, keyPEM)
	if err != nil {
		return nil, fmt.Errorf("certificate authority: %w", err)
	}
	key, ok := pair.PrivateKey.(crypto.Signer)
	if !ok {
		return nil, errors.New("certificate authority: its key cannot sign")
	}
	if !pair.Leaf.IsCA {
		return nil, fmt.Errorf("certificate authority: %s is no authority (basicConstraints CA is false)", pair.Leaf.Subject)
	}
	return newAuthority(options, func() (*signer, error) { return options.signer(pair.Leaf, key) })
}

func newAuthority(options Options, create func() (*signer, error)) (*Authority, error) {
	leaves, err := lru.New[string, *tls.Certificate](maxLeaves)
	if err != nil {
		return nil, fmt.Errorf("making the certificate cache: %w", err)
	}
	return &Authority{options: options, signer: sync.OnceValues(create), leaves: leaves}, nil
}

// PEM is the root's certificate, for clients to trust; nil when Options.Random
// failed.
func (a *Authority) PEM() []byte {
	s, err := a.signer()
	if err != nil {
		return nil
	}
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.root.Raw})
}

// sign completes template with a serial number and a lifetime, and signs it.
func (o Options) sign(template, parent *x509.Certificate, public crypto.PublicKey, key crypto.Signer, lifetime time.Duration) ([]byte, error) {
	serial := make([]byte, 8)
	if _, err := io.ReadFull(o.Random, serial); err != nil {
		return nil, err
	}
	serial[0] &= 0x7f // a serial number is positive (RFC 5280, 4.1.2.2)
	now := o.Clock()
	template.SerialNumber = new(big.Int).SetBytes(serial)
	template.NotBefore, template.NotAfter = now.Add(-clockSkew), now.Add(lifetime)
	return x509.CreateCertificate(o.Random, template, parent, public, key)
}

func subject(commonName string) pkix.Name {
	return pkix.Name{
		CommonName:   commonName,
		Organization: []string{"MockServer"},
		Locality:     []string{"London"},
		Province:     []string{"England"},
		Country:      []string{"UK"},
	}
}
