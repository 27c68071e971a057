package control

import (
	"context"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// Coordinates that MockServer's status names and its clients may read.
const (
	artifactID = "mockserver-core"
	groupID    = "org.mock-server"
)

// Status says which ports are bound and what is running.
func (s *Service) Status(context.Context) Document {
	return s.status(s.Listeners.Ports(), s.Journal.Lost().Exchanges)
}

// status leaves out what there is none of.
func (s *Service) status(ports []int, discarded uint64) Document {
	members := []jsontree.Member{{Name: "artifactId", Value: jsontree.StringOf(artifactID)}}
	if discarded > 0 {
		members = append(members, jsontree.Member{Name: "discardedRequests", Value: jsontree.IntOf(int64(discarded))})
	}
	if s.Build.GitHash != "" {
		members = append(members, jsontree.Member{Name: "gitHash", Value: jsontree.StringOf(s.Build.GitHash)})
	}
	members = append(members, jsontree.Member{Name: "groupId", Value: jsontree.StringOf(groupID)})
	if len(ports) > 0 {
		items := make([]jsontree.Value, len(ports))
		for i, port := range ports {
			items[i] = jsontree.IntOf(int64(port))
		}
		members = append(members, jsontree.Member{Name: "ports", Value: jsontree.ArrayOf(items...)})
	}
	members = append(members, jsontree.Member{Name: "version", Value: jsontree.StringOf(s.Build.Version)})
	return jsonDocument(jsontree.ObjectOf(members...))
}

// Ready says whether traffic may come: the first ports are bound, what was to
// be loaded at start is, and the server is not stopping.
func (s *Service) Ready(context.Context) bool { return s.ready.Load() }

// Open makes Ready answer yes.
func (s *Service) Open() { s.ready.Store(true) }

// Retire makes Ready answer no for good and ends every Watch.
func (s *Service) Retire() {
	s.ready.Store(false)
	s.retire()
}

// Bind listens on the ports that document names, all or none, and returns a
// status with only those.
func (s *Service) Bind(_ context.Context, document []byte) (Document, error) {
	ports, err := wire.ParsePortBinding(document)
	if err != nil {
		return Document{}, err
	}
	bound, err := s.Listeners.Bind(ports)
	if err != nil {
		return Document{}, err
	}
	return s.status(bound, 0), nil
}

// Stop begins the end of the server: exchanges in flight are finished, and
// so is the one that asked.
func (s *Service) Stop(context.Context) {
	s.Retire()
	s.OnStop()
}
