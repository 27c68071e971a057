// Package action is what an expectation can do when it matches: the interface
// every kind implements, and the registry that finds a kind by the member that
// names it in an expectation ("httpResponse"). Each kind has a package of its
// own below this one; none imports another.
package action

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// Action answers exchanges. It is compiled once and used by any number of
// exchanges at a time.
type Action interface {
	// Do answers the exchange. An error before anything was sent makes the
	// engine answer instead: as a *Failure says, else 404.
	Do(ctx context.Context, x Exchange) error
}

// Failure is an error of an action that says how it is answered.
type Failure struct {
	Reply *Reply
	Err   error
}

func (f *Failure) Error() string { return f.Err.Error() }

func (f *Failure) Unwrap() error { return f.Err }

// Exchange is one request being answered.
type Exchange interface {
	Client
	// Request is what was received.
	Request() *model.Request
	// Record journals the answer as configured. It is called once, before the
	// last byte of the answer leaves.
	Record(response *model.Response)
}

// Client is the far end of an exchange.
type Client interface {
	// Send writes a whole reply. It returns early when ctx ends, and an error
	// when the client cannot be reached any more.
	Send(ctx context.Context, reply *Reply) error
}

// Compiler makes an action from the canonical value of its member. Its error
// names what is wrong by its path from the expectation, "$.httpResponse.…".
type Compiler func(config jsontree.Value) (Action, error)

// Registry holds the kinds of action a server knows. It is not changed after
// it was made.
type Registry struct{ compilers map[string]Compiler }

// NewRegistry returns a registry of the kinds given by member name.
func NewRegistry(compilers map[string]Compiler) *Registry {
	return &Registry{compilers: maps.Clone(compilers)}
}

// Kinds are the members that name an action, sorted.
func (r *Registry) Kinds() []string { return slices.Sorted(maps.Keys(r.compilers)) }

// Compile makes the action of an expectation: its only one, of several
// httpResponses or else the primary one.
func (r *Registry) Compile(expectation *model.Expectation) (Action, error) {
	configured, err := primary(expectation.Actions)
	if err != nil {
		return nil, err
	}
	compile, known := r.compilers[configured.Kind]
	if !known {
		return nil, fmt.Errorf("$.%s: this action is not known here", configured.Kind)
	}
	return compile(configured.Config)
}

// outranking is the kind that answers whatever else an expectation has.
const outranking = "httpResponses"

func primary(actions []model.Action) (*model.Action, error) {
	for i := range actions {
		if actions[i].Kind == outranking {
			return &actions[i], nil
		}
	}
	switch len(actions) {
	case 0:
		return nil, errors.New("an expectation needs an action")
	case 1:
		return &actions[0], nil
	}
	for i := range actions {
		if actions[i].Primary {
			return &actions[i], nil
		}
	}
	return nil, errors.New("when multiple action types are configured, exactly one must be marked as primary")
}
