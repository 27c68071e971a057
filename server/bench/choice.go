package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/mockserver/mockserver/server/internal/expect"
	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// shape is a kind of expectation: the i-th request is answered by the i-th
// expectation and no other.
type shape struct {
	name    string
	matcher func(i int) string
	request func(i int) *model.Request
}

var shapes = []shape{
	{"literal paths",
		func(i int) string { return fmt.Sprintf(`{"method":"GET","path":"/path/%d"}`, i) },
		func(i int) *model.Request { return &model.Request{Method: "GET", Path: fmt.Sprintf("/path/%d", i)} }},
	{"templates",
		func(i int) string {
			return fmt.Sprintf(`{"path":"/shop/%d/{order}","pathParameters":{"order":["[0-9]+"]}}`, i)
		},
		func(i int) *model.Request {
			return &model.Request{Method: "GET", Path: fmt.Sprintf("/shop/%d/17", i)}
		}},
	{"regular expressions",
		func(i int) string { return fmt.Sprintf(`{"path":"/items/%d/[a-z]+/.*"}`, i) },
		func(i int) *model.Request {
			return &model.Request{Method: "GET", Path: fmt.Sprintf("/items/%d/abc/def", i)}
		}},
	{"query parameters of one path",
		func(i int) string {
			return fmt.Sprintf(`{"path":"/search","queryStringParameters":{"kind":["x"],"user":["u%d"]}}`, i)
		},
		func(i int) *model.Request {
			return &model.Request{Method: "GET", Path: "/search", Query: fields("kind", "x", "user", fmt.Sprintf("u%d", i))}
		}},
	{"headers of one path",
		func(i int) string { return fmt.Sprintf(`{"path":"/me","headers":{"X-Tenant":["t%d"]}}`, i) },
		func(i int) *model.Request {
			return &model.Request{Method: "GET", Path: "/me", Headers: fields("Host", "localhost", "x-tenant", fmt.Sprintf("t%d", i))}
		}},
	{"cookies of one path",
		func(i int) string { return fmt.Sprintf(`{"path":"/me","cookies":{"session":"s%d"}}`, i) },
		func(i int) *model.Request {
			return &model.Request{Method: "GET", Path: "/me", Cookies: fields("lang", "en", "session", fmt.Sprintf("s%d", i))}
		}},
	{"parameters of one template",
		func(i int) string {
			return fmt.Sprintf(`{"path":"/users/{user}","pathParameters":{"user":["u%d"]}}`, i)
		},
		func(i int) *model.Request {
			return &model.Request{Method: "GET", Path: fmt.Sprintf("/users/u%d", i)}
		}},
	{"query parameters of one regular expression",
		func(i int) string {
			return fmt.Sprintf(`{"path":"/v[0-9]+/search","queryStringParameters":{"user":["u%d"]}}`, i)
		},
		func(i int) *model.Request {
			return &model.Request{Method: "GET", Path: "/v2/search", Query: fields("user", fmt.Sprintf("u%d", i))}
		}},
	{"regular expressions without text of their own",
		func(i int) string {
			return fmt.Sprintf(`{"path":"/[a-c]{%d}/[0-9]{%d}/[x-z]{%d}"}`, 1+i%50, 1+i/50%50, 1+i/2500)
		},
		func(i int) *model.Request {
			path := "/" + strings.Repeat("b", 1+i%50) + "/" + strings.Repeat("7", 1+i/50%50) + "/" + strings.Repeat("y", 1+i/2500)
			return &model.Request{Method: "GET", Path: path}
		}},
	{"JSON bodies",
		func(i int) string {
			return fmt.Sprintf(`{"method":"POST","path":"/orders","body":{"order":%d,"customer":{"kind":"new"}}}`, i)
		},
		func(i int) *model.Request {
			body := fmt.Sprintf(`{"order":%d,"customer":{"kind":"new"},"items":[%s{}]}`, i, strings.Repeat(`{"sku":"abcdef","quantity":1},`, 32))
			return &model.Request{Method: "POST", Path: "/orders", Body: []byte(body)}
		}},
}

func fields(pairs ...string) []model.Field {
	list := make([]model.Field, len(pairs)/2)
	for i := range list {
		list[i] = model.Field{Name: pairs[2*i], Value: pairs[2*i+1]}
	}
	return list
}

// counts are how many expectations a store is measured with.
var counts = []int{1, 100, 1_000, 10_000, 100_000}

// choiceTime is about how long one of the batches of a cell is measured.
const choiceTime = 80 * time.Millisecond

// choices prints what it costs to choose the expectation of a request, with
// the last stored one as the answer: by the index, by comparing one after the
// other in match order, and when none matches, which looks for the nearest.
func (b *bench) choices() error {
	b.out.heading("CPU to choose an expectation", "index", "in order", "ratio", "unmatched")
	for _, s := range shapes {
		for _, n := range counts {
			if err := b.choice(s, n); err != nil {
				return fmt.Errorf("%s: %w", s.name, err)
			}
		}
	}
	return nil
}

func (b *bench) choice(s shape, n int) error {
	list, err := s.expectations(n)
	if err != nil {
		return err
	}
	store := newStore(n)
	if _, err := store.Upsert(list); err != nil {
		return err
	}
	scan, err := newScan(list)
	if err != nil {
		return err
	}
	last, none := s.request(n-1), s.request(n)
	if claim, ok := store.Select(match.NewRequest(last)); !ok || claim.Expectation.ID != list[n-1].ID {
		return fmt.Errorf("%d expectations: the last does not answer its request", n)
	}
	indexed := cpuOf(func() { store.Select(match.NewRequest(last)) })
	inOrder := cpuOf(func() { scan.find(match.NewRequest(last)) })
	unmatched := cpuOf(func() {
		r := match.NewRequest(none)
		store.Select(r)
		store.Nearest(r)
	})
	b.out.choice(fmt.Sprintf("%d %s", n, s.name), indexed, inOrder, unmatched)
	return nil
}

func (s *shape) expectations(n int) ([]*model.Expectation, error) {
	list := make([]*model.Expectation, n)
	for i := range list {
		request, err := wire.ParseRequestMatcher([]byte(s.matcher(i)))
		if err != nil {
			return nil, err
		}
		list[i] = &model.Expectation{
			ID: strconv.Itoa(i), Request: request,
			Times: model.Times{Unlimited: true}, TimeToLive: model.TimeToLive{Unlimited: true},
		}
	}
	return list, nil
}

func newStore(capacity int) *expect.Store {
	return expect.New(expect.Options{
		Clock: time.Now, Dice: func() int { return 0 }, NewID: func() string { return "" },
		Settings: expect.Settings{MaxExpectations: capacity},
	})
}

// scan compares a request with one matcher after the other.
type scan []*match.Matcher

func newScan(list []*model.Expectation) (scan, error) {
	matchers := make(scan, len(list))
	for i, e := range list {
		var err error
		if matchers[i], err = match.Compile(e.Request, match.Options{}); err != nil {
			return nil, err
		}
	}
	return matchers, nil
}

func (s scan) find(r *match.Request) int {
	for i, m := range s {
		if m.Match(r) {
			return i
		}
	}
	return -1
}

// cpuOf is the least CPU time of this process for one call of f over a few
// turns of many calls, garbage collection included.
func cpuOf(f func()) time.Duration {
	f() // what is made once is not counted
	least := time.Duration(math.MaxInt64)
	for range turns {
		calls := 0
		began, before := time.Now(), ownCPU()
		for time.Since(began) < choiceTime || calls == 0 {
			f()
			calls++
		}
		least = min(least, (ownCPU()-before)/time.Duration(calls))
	}
	return least
}

// ownCPU is the CPU time that this process has used, user and system.
func ownCPU() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
