package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"
)

// replyText is what every server answers.
const replyText = `{"message":"hello"}`

type object = map[string]any

type bench struct {
	binary   string
	requests int // per measurement
	recorded int
	out      *report

	baseline *process
}

// all runs every measurement in turn.
func (b *bench) all() error {
	var err error
	if b.baseline, err = startBaseline(0); err != nil {
		return err
	}
	defer b.baseline.stop()
	for _, step := range []func() error{
		b.oneExpectation, b.literalPaths, b.regularExpressions,
		b.jsonBodies, b.startUp, b.loading, b.recording, b.binarySize, b.choices,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// startBaseline starts a bare server with as many routes beside its own.
func startBaseline(routes int) (*process, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	return start(self, "baseline", strconv.Itoa(routes))
}

func (b *bench) oneExpectation() error {
	return b.with(expectations(1, literalPath), func(p *process) error {
		return b.compare("one expectation / bare handler", paths(p, first), b.bare(), 1.5)
	})
}

// bare is the baseline under requests for its small answer.
func (b *bench) bare() load { return load{b.baseline, always(request("GET", "/hello", ""))} }

// compare prints the ratio of what two loads cost.
func (b *bench) compare(what string, measured, baseline load, budget float64) error {
	costs, err := perRequest(b.requests, measured, baseline)
	if err == nil {
		b.out.ratio(what, costs[0], costs[1], budget)
	}
	return err
}

// manyPaths is how many literal paths are measured.
const manyPaths = 10_000

func first(int) int { return 0 }

func last(int) int { return manyPaths - 1 }

// literalPaths takes the paths one, another and all in turn. Whatever serves
// many paths at random finds little of them in the processor's caches, so a
// bare handler with as many routes stands beside it.
func (b *bench) literalPaths() error {
	random := picks(rand.New(rand.NewPCG(1, 2)), manyPaths)
	err := b.with(expectations(1, literalPath), func(one *process) error {
		return b.with(expectations(manyPaths, literalPath), func(many *process) error {
			return b.manyBesideOne(many, one, random)
		})
	})
	if err != nil {
		return err
	}
	return b.bareRoutes(random)
}

func (b *bench) manyBesideOne(many, one *process, random func(int) int) error {
	costs, err := perRequest(b.requests, paths(one, first), paths(many, first), paths(many, last), paths(many, random))
	if err != nil {
		return err
	}
	for i, which := range []string{"first", "last", "random"} {
		b.out.ratio("10,000 literal paths, "+which+" / one expectation", costs[i+1], costs[0], 1.15)
	}
	return nil
}

func (b *bench) bareRoutes(random func(int) int) error {
	p, err := startBaseline(manyPaths)
	if err != nil {
		return err
	}
	defer p.stop()
	costs, err := perRequest(b.requests, paths(p, random), paths(p, first))
	if err == nil {
		b.out.comparison("bare handler of 10,000 routes, random / one of them", costs[0], costs[1])
	}
	return err
}

// paths is a load of the paths that pick numbers.
func paths(p *process, pick func(int) int) load {
	return load{p, func(i int) []byte { return request("GET", fmt.Sprintf("/path/%d", pick(i)), "") }}
}

func (b *bench) regularExpressions() error {
	const n = 1000
	return b.with(expectations(n, func(i int) object {
		return object{"path": fmt.Sprintf("/items/%d/[a-z]+/.*", i)}
	}), func(p *process) error {
		hit := always(request("GET", fmt.Sprintf("/items/%d/abc/def", n-1), ""))
		return b.compare("1,000 regular expressions, last / bare handler", load{p, hit}, b.bare(), 2)
	})
}

func (b *bench) jsonBodies() error {
	const n = 100
	return b.with(expectations(n, func(i int) object {
		return object{"method": "POST", "path": "/parse", "body": json.RawMessage(jsonBody(i))}
	}), func(p *process) error {
		hit := always(request("POST", "/parse", jsonBody(n-1)))
		return b.compare("1 KB JSON body among 100 / handler that parses", load{p, hit}, load{b.baseline, hit}, 2.5)
	})
}

// startUp takes the median of several starts, up to the first answer.
func (b *bench) startUp() error {
	var times []time.Duration
	var idle int64
	for range 9 {
		began := time.Now()
		p, err := start(b.binary, "run", "--port", "0", "--log-level", "WARN")
		if err != nil {
			return err
		}
		err = call(p, "/mockserver/status", nil)
		times = append(times, time.Since(began))
		if err == nil {
			idle, err = p.resident()
		}
		p.stop()
		if err != nil {
			return err
		}
	}
	slices.Sort(times)
	b.out.absolute("start to first answer (median of 9)", milliseconds(times[len(times)/2]), milliseconds(b.baseline.Started)+"*", "20 ms")
	bare, err := b.baseline.resident()
	b.out.absolute("resident memory, idle", mebibytes(idle), mebibytes(bare)+"*", "30 MiB")
	return err
}

func (b *bench) loading() error {
	document := expectations(10_000, literalPath)
	p, err := start(b.binary, "run", "--port", "0", "--log-level", "WARN")
	if err != nil {
		return err
	}
	defer p.stop()
	began := time.Now()
	err = call(p, "/mockserver/expectation", document)
	b.out.absolute("loading 10,000 expectations in one call", milliseconds(time.Since(began)), "", "1000 ms")
	return err
}

// recording shows that memory stays flat: after a tenth of the requests, and
// after all of them.
func (b *bench) recording() error {
	return b.with(expectations(1, literalPath), func(p *process) error {
		hello := always(request("GET", "/path/0", ""))
		for _, n := range []int{b.recorded / 4, b.recorded * 3 / 4} {
			if err := send(p.Address, n, hello); err != nil {
				return err
			}
			resident, err := p.resident()
			if err != nil {
				return err
			}
			b.out.absolute(fmt.Sprintf("resident memory after %d more recorded requests", n), mebibytes(resident), "", "flat")
		}
		return b.fullJournal(p)
	})
}

// fullJournal looks through as many records as are kept by default.
func (b *bench) fullJournal(p *process) error {
	verification := []byte(`{"httpRequest":{"path":"/path/[0-9]+"},"times":{"atLeast":1000}}`)
	took, err := b.cpuOfCall(p, "/mockserver/verify", verification)
	if err != nil {
		return err
	}
	b.out.absolute("verification over a full journal, CPU", milliseconds(took), "", "250 ms")
	for _, retrieval := range []string{"type=REQUESTS", "type=REQUESTS&format=HAR", "type=LOGS", "type=LOGS&format=LOG_ENTRIES"} {
		took, err := b.cpuOfCall(p, "/mockserver/retrieve?"+retrieval, nil)
		if err != nil {
			return err
		}
		peak, err := p.peak()
		if err != nil {
			return err
		}
		b.out.absolute("retrieval of a full journal, "+retrieval+", CPU", milliseconds(took), "", "")
		b.out.absolute("resident memory at its peak so far", mebibytes(peak), "", "300 MiB")
	}
	return nil
}

// cpuOfCall is the CPU time that a call of the control plane takes the server.
func (b *bench) cpuOfCall(p *process, path string, document []byte) (time.Duration, error) {
	before, err := p.cpu()
	if err != nil {
		return 0, err
	}
	if err := call(p, path, document); err != nil {
		return 0, err
	}
	after, err := p.cpu()
	return after - before, err
}

func (b *bench) binarySize() error {
	info, err := os.Stat(b.binary)
	if err == nil {
		b.out.absolute("binary", mebibytes(info.Size()), "", "40 MiB")
		b.out.absolute("* of the bare handler's process", "", "", "")
	}
	return err
}

// with runs measure on a fresh server that holds the expectations.
func (b *bench) with(document []byte, measure func(*process) error) error {
	p, err := start(b.binary, "run", "--port", "0", "--log-level", "WARN")
	if err != nil {
		return err
	}
	defer p.stop()
	if err := call(p, "/mockserver/expectation", document); err != nil {
		return err
	}
	return measure(p)
}

func call(p *process, path string, document []byte) error {
	req, err := http.NewRequest(http.MethodPut, p.URL+path, strings.NewReader(string(document)))
	if err != nil {
		return err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if _, err := io.Copy(io.Discard, res.Body); err != nil {
		return err
	}
	if res.StatusCode >= 300 {
		return fmt.Errorf("%s answered %s", path, res.Status)
	}
	return nil
}

// expectations is a document of n expectations with the i-th matcher each.
func expectations(n int, matcher func(int) object) []byte {
	list := make([]object, n)
	for i := range list {
		list[i] = object{"httpRequest": matcher(i), "httpResponse": object{"body": replyText}}
	}
	document, err := json.Marshal(list)
	if err != nil {
		panic(err) // plain maps always marshal
	}
	return document
}

func literalPath(i int) object {
	return object{"method": "GET", "path": fmt.Sprintf("/path/%d", i)}
}

// jsonBody is about 1 KB that differs in one number from the others.
func jsonBody(i int) string {
	return fmt.Sprintf(`{"order":%d,"items":[%s{"sku":"last"}]}`, i, strings.Repeat(`{"sku":"abcdef","quantity":1},`, 32))
}

func always(request []byte) func(int) []byte { return func(int) []byte { return request } }

// picks is a fixed sequence of random numbers below n, so that connections can
// share it.
func picks(random *rand.Rand, n int) func(int) int {
	sequence := random.Perm(n)
	return func(i int) int { return sequence[i%n] }
}
