package mockserver

import (
	"crypto/rand"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/mockserver/mockserver/server/internal/action"
	"github.com/mockserver/mockserver/server/internal/action/respond"
	"github.com/mockserver/mockserver/server/internal/action/responses"
	"github.com/mockserver/mockserver/server/internal/ca"
	"github.com/mockserver/mockserver/server/internal/chance"
	"github.com/mockserver/mockserver/server/internal/clock"
	"github.com/mockserver/mockserver/server/internal/config"
	"github.com/mockserver/mockserver/server/internal/control"
	"github.com/mockserver/mockserver/server/internal/crud"
	"github.com/mockserver/mockserver/server/internal/engine"
	"github.com/mockserver/mockserver/server/internal/expect"
	"github.com/mockserver/mockserver/server/internal/face/rest"
	"github.com/mockserver/mockserver/server/internal/face/rpc"
	"github.com/mockserver/mockserver/server/internal/files"
	"github.com/mockserver/mockserver/server/internal/journal"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/netio"
	"github.com/mockserver/mockserver/server/internal/openapi"
	"github.com/mockserver/mockserver/server/internal/scenario"
	"github.com/mockserver/mockserver/server/internal/verify"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// parts is what a server is assembled from.
type parts struct {
	settings *config.Live
	logger   *slog.Logger
	clock    func() time.Time
	time     *clock.Clock // follows clock until it is adjusted
	chance   *chance.Source
}

// actions are the kinds of action the server carries out.
func (p parts) actions() *action.Registry {
	one := respond.Compiler(globalDelay{p.settings})
	return action.NewRegistry(map[string]action.Compiler{
		respond.Kind:   one,
		responses.Kind: responses.Compiler(one, p.chance.Below),
	})
}

// globalDelay reads the setting globalResponseDelayMillis.
type globalDelay struct{ settings *config.Live }

func (g globalDelay) GlobalDelay() time.Duration {
	return time.Duration(g.settings.Get().GlobalResponseDelayMillis) * time.Millisecond
}

// specificationTimeout is how long a document of an OpenAPI specification may
// take to come.
const specificationTimeout = 30 * time.Second

// assemble puts the server together, from the bottom up.
func (p parts) assemble() (*Server, error) {
	authority, err := p.authority()
	if err != nil {
		return nil, err
	}
	s := &Server{settings: p.settings, logger: p.logger, authority: authority, stopped: make(chan struct{})}
	actions := p.actions()
	library := openapi.NewLibrary(&http.Client{Timeout: specificationTimeout})
	scenarios, resources := scenario.New(p.time.Now), crud.New(p.chance.NewID)
	logRemoved := func(expectation *model.Expectation) { s.control.LogRemoved(expectation) }
	store, records := p.store(actions, library, scenarios, logRemoved), p.journal()
	s.control = control.New(control.Options{
		Codec:     wire.NewCodec(wire.Options{Actions: actions.Kinds(), Generate: library.Generate}),
		Library:   library,
		Store:     store,
		Journal:   records,
		Verifier:  p.verifier(store, records, library),
		Settings:  p.settings,
		Listeners: lateListeners{s},
		OnStop:    s.stop,
		Build:     build(),
		Logger:    p.logger,
		Clock:     p.clock,
		After:     time.After,
		Time:      p.time,
		Scenarios: scenarios,
		Resources: resources,
		Files:     files.New(),
		NewID:     p.chance.NewID,
	})
	s.net, err = netio.New(netio.Options{
		Engine:    engine.New(engine.Options{Store: store, Resources: resources, Journal: records, Settings: p.settings, Logger: p.logger, Clock: p.clock}),
		Faces:     []netio.Face{rest.New(s.control, p.settings, p.logger), rpc.New(s.control, p.settings)},
		Settings:  p.settings,
		Authority: authority,
		Logger:    p.logger,
		Clock:     p.clock,
		NewID:     p.chance.NewID,
	})
	return s, err
}

func (p parts) store(
	actions *action.Registry, library *openapi.Library, scenarios *scenario.Scenarios, onRemove func(*model.Expectation),
) *expect.Store {
	store := expect.New(expect.Options{
		Clock:     p.time.Now,
		Dice:      p.chance.Percent,
		NewID:     p.chance.NewID,
		Prepare:   engine.Prepare(actions),
		Scenarios: scenarios,
		OnRemove:  onRemove,
	})
	p.settings.OnChange(func(settings *config.Settings) {
		store.Configure(expect.Settings{
			Match:           control.MatchOptions(settings, library),
			MaxExpectations: settings.MaxExpectations,
			NamespaceHeader: settings.MatchNamespaceHeader,
		})
	})
	return store
}

func (p parts) journal() *journal.Journal {
	records := journal.New(journal.Options{})
	p.settings.OnChange(func(settings *config.Settings) {
		records.SetBounds(journal.Options{
			MaxRecords:    settings.MaxLogEntries,
			MaxBytes:      int64(settings.MaxEventLogSize),
			MaxLogEntries: min(settings.MaxLogEntries, journal.DefaultMaxLogEntries),
		})
	})
	return records
}

func (p parts) verifier(store *expect.Store, records *journal.Journal, library *openapi.Library) *verify.Verifier {
	return &verify.Verifier{
		Journal:      records,
		Expectations: store,
		After:        time.After,
		Settings: func() verify.Settings {
			settings := p.settings.Get()
			verification := verify.DefaultSettings()
			verification.Match = control.MatchOptions(settings, library)
			verification.MaximumRequests = settings.MaximumRequestsInVerificationFailure
			verification.FailOnEvicted = settings.FailVerificationOnEvictedLog
			verification.Detailed = settings.DetailedVerificationFailures
			return verification
		},
	}
}

// authority loads the configured certificate authority, or makes one.
func (p parts) authority() (*ca.Authority, error) {
	settings := p.settings.Get()
	names := ca.Names{Common: settings.CertificateDomainName, DNS: settings.SubjectAlternativeNames}
	for _, text := range settings.SubjectAlternativeIPs {
		ip := net.ParseIP(text)
		if ip == nil {
			return nil, fmt.Errorf("sslSubjectAlternativeNameIps: %q is no IP address", text)
		}
		names.IPs = append(names.IPs, ip)
	}
	options := ca.Options{Names: names, Clock: p.clock, Random: rand.Reader}
	if settings.CertificateAuthorityCertificate == "" && settings.CertificateAuthorityPrivateKey == "" {
		return ca.New(options)
	}
	certificate, err := os.ReadFile(settings.CertificateAuthorityCertificate)
	if err != nil {
		return nil, fmt.Errorf("certificateAuthorityCertificate: %w", err)
	}
	key, err := os.ReadFile(settings.CertificateAuthorityPrivateKey)
	if err != nil {
		return nil, fmt.Errorf("certificateAuthorityPrivateKey: %w", err)
	}
	return ca.Load(certificate, key, options)
}

// lateListeners are the ports of a server whose network part is made last.
type lateListeners struct{ server *Server }

func (l lateListeners) Ports() []int { return l.server.net.Ports() }

func (l lateListeners) Bind(ports []int) ([]int, error) { return l.server.net.Bind(ports) }
