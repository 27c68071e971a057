package netio

import (
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/mockserver/mockserver/server/internal/model"
)

// Protocol names for ALPN (RFC 7301).
const (
	protocolHTTP2 = "h2"
	protocolHTTP1 = "http/1.1"
)

// tlsConfig asks every client for a certificate and accepts any or none, so
// that requests can be matched on it.
func (s *Server) tlsConfig() (*tls.Config, error) {
	lowest, highest, err := tlsVersions(s.Settings.Get().Protocols)
	if err != nil {
		return nil, err
	}
	settings := &tls.Config{
		MinVersion:     lowest,
		MaxVersion:     highest,
		NextProtos:     []string{protocolHTTP2, protocolHTTP1},
		ClientAuth:     tls.RequestClientCert,
		GetCertificate: s.Authority.Certificate,
	}
	withoutHTTP2 := settings.Clone()
	withoutHTTP2.NextProtos = []string{protocolHTTP1}
	settings.GetConfigForClient = func(*tls.ClientHelloInfo) (*tls.Config, error) {
		if s.Settings.Get().HTTP2Enabled {
			return nil, nil
		}
		return withoutHTTP2, nil
	}
	return settings, nil
}

// tlsVersions reads the setting tlsProtocols. Versions between the lowest and
// the highest named are accepted too: TLS negotiates a range.
func tlsVersions(names string) (lowest, highest uint16, err error) {
	known := map[string]uint16{
		"TLSv1": tls.VersionTLS10, "TLSv1.1": tls.VersionTLS11, "TLSv1.2": tls.VersionTLS12, "TLSv1.3": tls.VersionTLS13,
	}
	for name := range strings.SplitSeq(names, ",") {
		version, ok := known[strings.TrimSpace(name)]
		if !ok {
			return 0, 0, fmt.Errorf("tlsProtocols: %q is none of TLSv1, TLSv1.1, TLSv1.2 and TLSv1.3", name)
		}
		if lowest == 0 || version < lowest {
			lowest = version
		}
		highest = max(highest, version)
	}
	return lowest, highest, nil
}

// certificates is what a client presented, leaf first.
func certificates(state *tls.ConnectionState) []model.Certificate {
	if state == nil {
		return nil
	}
	var presented []model.Certificate
	for _, certificate := range state.PeerCertificates {
		presented = append(presented, described(certificate))
	}
	return presented
}

func described(certificate *x509.Certificate) model.Certificate {
	fingerprint := sha256.Sum256(certificate.Raw)
	return model.Certificate{
		Subject:           certificate.Subject.String(),
		Issuer:            certificate.Issuer.String(),
		FingerprintSHA256: hex.EncodeToString(fingerprint[:]),
		SerialNumber:      certificate.SerialNumber.String(),
		NotBefore:         certificate.NotBefore,
		NotAfter:          certificate.NotAfter,
	}
}
