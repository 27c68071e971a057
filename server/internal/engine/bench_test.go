package engine_test

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"strconv"
	"testing"
	"time"

	"github.com/mockserver/mockserver/server/internal/action"
	"github.com/mockserver/mockserver/server/internal/action/respond"
	"github.com/mockserver/mockserver/server/internal/config"
	"github.com/mockserver/mockserver/server/internal/crud"
	"github.com/mockserver/mockserver/server/internal/engine"
	"github.com/mockserver/mockserver/server/internal/expect"
	"github.com/mockserver/mockserver/server/internal/journal"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// noDelay is the action's settings.
type noDelay struct{}

func (noDelay) GlobalDelay() time.Duration { return 0 }

// reader reads what it is sent, and keeps nothing.
type reader struct{ scratch []byte }

func (r *reader) Send(_ context.Context, reply *action.Reply) error {
	r.scratch = append(r.scratch[:0], reply.Body...)
	return nil
}

// loaded is an engine over count expectations with a literal path each.
func loaded(b *testing.B, count int) *engine.Engine {
	b.Helper()
	registry := action.NewRegistry(map[string]action.Compiler{respond.Kind: respond.Compiler(noDelay{})})
	store := expect.New(expect.Options{Clock: time.Now, Prepare: engine.Prepare(registry)})
	document := "["
	for i := range count {
		document += fmt.Sprintf(`{"id":"%[1]d","httpRequest":{"method":"GET","path":"/path/%[1]d"},"httpResponse":{"body":"hello"}},`, i)
	}
	list, err := wire.NewCodec(wire.Options{Actions: registry.Kinds()}).ParseExpectations([]byte(document[:len(document)-1] + "]"))
	if err != nil {
		b.Fatal(err)
	}
	if _, err := store.Upsert(list); err != nil {
		b.Fatal(err)
	}
	return engine.New(engine.Options{
		Store: store, Resources: crud.New(func() string { return "" }), Journal: journal.New(journal.Options{}),
		Settings: config.NewLive(config.Default()), Logger: slog.New(slog.DiscardHandler), Clock: time.Now,
	})
}

// BenchmarkServe is one exchange without a network, by the number of
// expectations and by which of them answers: one and the same, or another each
// time, which then lies in memory that was long not looked at.
func BenchmarkServe(b *testing.B) {
	for _, c := range []struct{ count, asked int }{{1, 1}, {10_000, 1}, {10_000, 10_000}} {
		b.Run(fmt.Sprintf("%d/asked %d", c.count, c.asked), func(b *testing.B) {
			e, client := loaded(b, c.count), &reader{}
			paths := rand.New(rand.NewPCG(1, 2)).Perm(c.asked)
			b.ReportAllocs()
			next := 0
			for b.Loop() {
				e.Serve(b.Context(), get("/path/"+strconv.Itoa(paths[next])), client)
				if next++; next == len(paths) {
					next = 0
				}
			}
		})
	}
}
