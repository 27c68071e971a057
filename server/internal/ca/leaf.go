package ca

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net"
	"slices"
)

// Names are what a certificate is valid for.
type Names struct {
	Common string   // when a client asks for no name (SNI)
	DNS    []string // beside the common name
	IPs    []net.IP
}

// Certificate answers a handshake with the leaf for the name it asks for, or
// for the address it reached when it asks for none. It has the form of
// tls.Config.GetCertificate.
func (a *Authority) Certificate(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
	name := hello.ServerName
	if name == "" && hello.Conn != nil {
		name, _, _ = net.SplitHostPort(hello.Conn.LocalAddr().String())
	}
	if leaf, found := a.leaves.Get(name); found && a.options.Clock().Before(leaf.Leaf.NotAfter) {
		return leaf, nil
	}
	leaf, err := a.mint(name)
	if err != nil {
		return nil, fmt.Errorf("minting a certificate for %q: %w", name, err)
	}
	a.leaves.Add(name, leaf)
	return leaf, nil
}

func (a *Authority) mint(name string) (*tls.Certificate, error) {
	s, err := a.signer()
	if err != nil {
		return nil, err
	}
	template := a.options.Names.template(name)
	der, err := a.options.sign(template, s.root, &s.leafKey.PublicKey, s.key, leafLifetime)
	if err != nil {
		return nil, err
	}
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, err
	}
	return &tls.Certificate{Certificate: [][]byte{der, s.root.Raw}, PrivateKey: s.leafKey, Leaf: parsed}, nil
}

// template is a leaf for the standing names and the one asked for.
func (n Names) template(asked string) *x509.Certificate {
	names := append(slices.Clone(n.DNS), n.Common)
	addresses := slices.Clone(n.IPs)
	commonName := n.Common
	if ip := net.ParseIP(asked); ip != nil {
		addresses = append(addresses, ip)
	} else if asked != "" {
		names, commonName = append(names, asked), asked
	}
	slices.Sort(names)
	return &x509.Certificate{
		Subject:     subject(shortened(commonName)),
		DNSNames:    slices.Compact(names),
		IPAddresses: addresses,
		KeyUsage:    x509.KeyUsageDigitalSignature,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
	}
}

// maxCommonNameBytes is X.520's bound on a common name; longer names stand in
// the alternative names alone.
const maxCommonNameBytes = 64

func shortened(name string) string { return name[:min(len(name), maxCommonNameBytes)] }
