package mockservertest_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	mock "github.com/mockserver/mockserver/clients/go"
	"github.com/mockserver/mockserver/clients/go/mockservertest"
	"github.com/mockserver/mockserver/server"
)

// The examples of the client's README are the bodies of these functions.

// exampleServer starts a server for one example.
func exampleServer() (ctx context.Context, ms *mock.Client, end func()) {
	ctx = context.Background()
	embedded, err := mockserver.New(mockserver.Config{})
	if err == nil {
		err = embedded.Start(ctx)
	}
	if err == nil {
		ms, err = mock.New(embedded.URL())
	}
	if err != nil {
		panic(err)
	}
	return ctx, ms, func() { _, _ = ms.Close(), embedded.Close() }
}

// send sends one request and prints the status of the answer.
func send(method, url, contentType, body string) {
	request, err := http.NewRequest(method, url, strings.NewReader(body))
	if err != nil {
		panic(err)
	}
	if contentType != "" {
		request.Header.Set("Content-Type", contentType)
	}
	response, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		panic(err)
	}
	_ = response.Body.Close()
	fmt.Println(strings.TrimSpace(fmt.Sprintln(method, request.URL.Path, response.StatusCode, response.Header.Get("Location"))))
}

func Example_attach() {
	ms, err := mock.New("http://localhost:1080", mock.CallTimeout(10*time.Second), mock.ConnectFor(30*time.Second))
	fmt.Println(ms.URL(), err)
	// Output: http://localhost:1080 <nil>
}

// Example_start needs the binary, so it is compiled here and not run; the
// client's own tests start the binary.
func Example_start() {
	ctx := context.Background()
	start := func() error {
		ms, err := mock.Start(ctx, mock.Arguments("--log-level", "WARN"))
		if err != nil {
			return err
		}
		defer ms.Close()
		return ms.Reset(ctx)
	}
	fmt.Println(start())
}

func Example_when() {
	ctx, ms, end := exampleServer()
	defer end()
	stored, err := ms.When(mock.Post("/login").JSON(map[string]any{"user": "foo"})).
		Times(2).TTL(time.Minute).Priority(10).
		Respond(ctx, mock.Reply(302).Header("Location", "/home").Cookie("session", "2By8"))
	if err != nil {
		panic(err)
	}
	fmt.Println(*stored.Priority, *stored.Times.RemainingTimes, stored.TimeToLive.Duration())
	for range 3 {
		send("POST", ms.URL()+"/login", "application/json", `{"user": "foo", "more": 1}`)
	}
	// Output:
	// 10 2 1m0s
	// POST /login 302 /home
	// POST /login 302 /home
	// POST /login 404
}

func Example_patterns() {
	ctx, ms, end := exampleServer()
	defer end()
	base := mock.Request().Header("Accept", "application/json")
	products := base.Path("/products/[0-9]+").Query(mock.Optional("page"), mock.Not("0"))
	schema := map[string]any{"type": "string", "minLength": 3}
	search := base.Path("/search").QueryMatchingSchema("q", schema)
	for _, matcher := range []mock.RequestBuilder{products, search} {
		if _, err := ms.When(matcher).Respond(ctx, mock.Reply(200)); err != nil {
			panic(err)
		}
	}
	for _, target := range []string{"/products/7", "/products/7?page=0", "/products/x", "/search?q=book", "/search?q=b"} {
		request, err := http.NewRequest("GET", ms.URL()+target, nil)
		if err != nil {
			panic(err)
		}
		request.Header.Set("Accept", "application/json")
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			panic(err)
		}
		_ = response.Body.Close()
		fmt.Println(target, response.StatusCode)
	}
	// Output:
	// /products/7 200
	// /products/7?page=0 404
	// /products/x 404
	// /search?q=book 200
	// /search?q=b 404
}

func Example_bodies() {
	ctx, ms, end := exampleServer()
	defer end()
	orders := mock.Post("/orders")
	matchers := []mock.RequestBuilder{
		orders.Text("urgent", mock.WithSubString(true)),
		orders.Regex("order [0-9]+"),
		orders.JSON(map[string]any{"id": 7}, mock.JSONBodyMatchTypeStrict),
		orders.JSONSchema(map[string]any{"type": "object", "required": []string{"id"}}),
		orders.JSONPath("$.items[?(@.price < 10)]"),
		orders.XML("<order><id>7</id></order>"),
		orders.XMLSchema(`<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="id"/></xs:schema>`),
		orders.Xpath("/n:order[n:total > 10]", mock.NamespacePrefixes{"n": "urn:shop"}),
		orders.Form(map[string][]string{"user": {"foo", "!bar"}}),
		orders.Multipart(map[string][]string{"user": {"foo"}}, mock.WithFilenames(mock.NewMultiValueMap(map[string][]string{"photo": {".*[.]png"}}))),
		orders.Binary([]byte{0, 1, 2}),
		orders.JSONRPC("tools/.*", mock.WithParamsSchema(map[string]any{"required": []string{"name"}})),
		orders.Graphql("{ user { id } }", mock.GraphqlBodySelectionSetMatchTypeAstSubset),
		orders.Fuzzy("hello world", mock.WithThreshold(0.9)),
		orders.AllOf([]mock.Body{mock.NewBody(mock.JSONPathBody{JSONPath: "$.id"}), mock.NewBody(mock.RegexBody{Regex: ".*urgent.*"})}),
	}
	fmt.Println(store(ctx, ms, matchers...))
	// Output: 15 <nil>
}

func Example_tokensCertificatesAndSpecifications() {
	ctx, ms, end := exampleServer()
	defer end()
	const pets = `{"openapi": "3.0.3", "info": {"title": "pets", "version": "1"}, "paths": {"/pets/{id}": {"get": {"operationId": "getPet", "responses": {}}}}}`
	admin := mock.Get("/admin").JWT(mock.Token().Claim("role", "admin|owner").Issuer("https://login[.]example[.]com"))
	joe := mock.Get("/vault").Secure(true).ClientCertificate(mock.Certificate().Subject("CN=joe,.*"))
	pet := mock.Operation(mock.Raw(pets), "getPet")
	fmt.Println(store(ctx, ms, admin, joe, pet))
	// Output: 3 <nil>
}

// store stores an expectation of each matcher, and tells how many are stored.
func store(ctx context.Context, ms *mock.Client, matchers ...mock.RequestBuilder) (int, error) {
	var expectations []mock.ExpectationForm
	for _, matcher := range matchers {
		expectations = append(expectations, mock.When(matcher).Respond(mock.Reply(200)))
	}
	stored, err := ms.Upsert(ctx, expectations...)
	return len(stored), err
}

func Example_severalResponses() {
	ctx, ms, end := exampleServer()
	defer end()
	_, err := ms.When(mock.Get("/status")).ResponseMode(mock.ResponseModeSwitch).SwitchAfter(2).
		RespondOneOf(ctx, mock.Reply(503), mock.Reply(200))
	if err != nil {
		panic(err)
	}
	for range 3 {
		send("GET", ms.URL()+"/status", "", "")
	}
	// Output:
	// GET /status 503
	// GET /status 503
	// GET /status 200
}

func Example_scenario() {
	ctx, ms, end := exampleServer()
	defer end()
	deploy := func() error {
		_, err := ms.When(mock.Get("/deployment")).ScenarioName("Deployment").ScenarioState("Deployed").Respond(ctx, mock.Reply(200))
		if err != nil {
			return err
		}
		_, err = ms.SetScenario(ctx, "Deployment", "Deploying", mock.WithTransitionAfter(5*time.Second), mock.WithNextState("Deployed"))
		return err
	}
	if err := deploy(); err != nil {
		panic(err)
	}
	send("GET", ms.URL()+"/deployment", "", "")
	if _, err := ms.TriggerScenario(ctx, "Deployment", "Deployed"); err != nil {
		panic(err)
	}
	send("GET", ms.URL()+"/deployment", "", "")
	// Output:
	// GET /deployment 404
	// GET /deployment 200
}

func Example_given() {
	ctx, ms, end := exampleServer()
	defer end()
	safe := mock.Given(mock.Request().Method("POST")).
		Requires(mock.Request().Header("Idempotency-Key", ".+")).
		Otherwise(mock.Request().Method("GET"))
	if _, err := ms.When(safe).Respond(ctx, mock.Reply(204)); err != nil {
		panic(err)
	}
	for _, method := range []string{"GET", "POST", "PUT"} {
		send(method, ms.URL()+"/orders", "", "")
	}
	// Output:
	// GET /orders 204
	// POST /orders 404
	// PUT /orders 404
}

func Example_upsert() {
	ctx, ms, end := exampleServer()
	defer end()
	_, err := ms.Upsert(ctx,
		mock.When(mock.Get("/a")).Respond(mock.Reply(200).Text("a")),
		mock.Plain{"httpRequest": mock.Plain{"path": "/b"}, "httpResponse": mock.Plain{"statusCode": 204}},
		mock.Raw(`{"httpRequest": {"path": "/c"}, "httpResponse": {"body": "c"}}`),
	)
	if err != nil {
		panic(err)
	}
	send("GET", ms.URL()+"/a", "", "")
	send("GET", ms.URL()+"/b", "", "")
	send("GET", ms.URL()+"/c", "", "")
	// Output:
	// GET /a 200
	// GET /b 204
	// GET /c 200
}

func Example_clear() {
	ctx, ms, end := exampleServer()
	defer end()
	if _, err := ms.When(mock.Get("/a")).Respond(ctx, mock.Reply(200)); err != nil {
		panic(err)
	}
	send("GET", ms.URL()+"/a", "", "")
	err := ms.Clear(ctx, mock.Get("/a"), mock.ClearTypeExpectations)
	fmt.Println(err)
	send("GET", ms.URL()+"/a", "", "")
	// Output:
	// GET /a 200
	// <nil>
	// GET /a 404
}

func Example_verify() {
	ctx, ms, end := exampleServer()
	defer end()
	if _, err := ms.When(mock.Get("/home")).ID("home").Respond(ctx, mock.Reply(200)); err != nil {
		panic(err)
	}
	send("POST", ms.URL()+"/login", "", "")
	send("GET", ms.URL()+"/home", "", "")
	send("GET", ms.URL()+"/late", "", "")
	err := errors.Join(
		ms.Verify(ctx, mock.Post("/login")),
		ms.Verify(ctx, mock.Post("/login"), mock.Exactly(1)),
		ms.Verify(ctx, mock.WithExpectationID("home"), mock.AtMost(3)),
		ms.Verify(ctx, mock.Get("/home"), mock.Response().StatusCode(200)),
		ms.Verify(ctx, mock.Get("/late"), mock.WithTimeout(2*time.Second)),
	)
	fmt.Println(err)
	// Output:
	// POST /login 404
	// GET /home 200
	// GET /late 404
	// <nil>
}

func Example_verifySequence() {
	ctx, ms, end := exampleServer()
	defer end()
	send("POST", ms.URL()+"/login", "", "")
	send("GET", ms.URL()+"/other", "", "")
	send("GET", ms.URL()+"/home", "", "")
	err := ms.VerifySequence(ctx, mock.Post("/login"), mock.Get("/home"))
	fmt.Println(err)
	// Output:
	// POST /login 404
	// GET /other 404
	// GET /home 404
	// <nil>
}

func Example_retrieve() {
	ctx, ms, end := exampleServer()
	defer end()
	send("POST", ms.URL()+"/login", "text/plain", "hello")
	retrieve := func() error {
		requests, err := ms.RetrieveRequests(ctx, mock.Post("/login"))
		if err != nil {
			return err
		}
		for _, r := range requests {
			fmt.Println(r.Method, r.Path, r.Headers.Values("Content-Type"))
		}
		return nil
	}
	fmt.Println(retrieve())
	// Output:
	// POST /login 404
	// POST /login [text/plain]
	// <nil>
}

func Example_retrieveAs() {
	ctx, ms, end := exampleServer()
	defer end()
	send("POST", ms.URL()+"/login", "", "")
	archive := func() error {
		har, err := ms.RetrieveAs(ctx, mock.RetrieveFormatHar, mock.RetrieveTypeRequestResponses)
		if err != nil {
			return err
		}
		fmt.Println(har.ContentType, strings.Contains(har.String(), "/login"))
		return nil
	}
	if err := archive(); err != nil {
		panic(err)
	}
	// Output:
	// POST /login 404
	// application/json; charset=utf-8 true
}

func Example_watch() {
	ctx, ms, end := exampleServer()
	defer end()
	var placed sync.WaitGroup
	defer placed.Wait()
	placed.Add(1)
	placeOrder := func(url string) {
		defer placed.Done()
		response, err := http.Post(url+"/orders", "text/plain", nil)
		if err == nil {
			_ = response.Body.Close()
		}
	}
	watch := func() error {
		watched, err := ms.Watch(ctx, mock.Post("/orders"))
		if err != nil {
			return err
		}
		go placeOrder(ms.URL())
		for w, err := range watched {
			if err != nil {
				return err
			}
			fmt.Println(*w.Exchange.HTTPResponse.StatusCode, *w.Missed)
			break
		}
		return nil
	}
	fmt.Println(watch())
	// Output:
	// 404 0
	// <nil>
}

func Example_errors() {
	ctx := context.Background()
	ms, err := mock.New("http://localhost:1080", mock.ConnectFor(0), mock.HTTPClient(&http.Client{Transport: nobody{}}))
	if err != nil {
		panic(err)
	}
	explain := func() {
		err := ms.Verify(ctx, mock.Get("/cart"))
		var unreachable *mock.UnreachableError
		var refused *mock.RefusedError
		var failed *mock.VerificationError
		switch {
		case errors.As(err, &unreachable):
			fmt.Println("no answer from", unreachable.URL)
		case errors.As(err, &refused):
			fmt.Println("refused with", refused.Status, refused.Violations)
		case errors.As(err, &failed):
			fmt.Println(failed.Message)
		}
	}
	explain()
	// Output: no answer from http://localhost:1080
}

// nobody is a network where no server listens.
type nobody struct{}

func (nobody) RoundTrip(*http.Request) (*http.Response, error) {
	return nil, &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
}

func TestCheckout(t *testing.T) {
	ms := mockservertest.Start(t) // in this process, on a free port, closed with the test
	_, err := ms.When(mock.Get("/cart")).Respond(t.Context(), mock.Reply(200).JSON([]string{"book"}))
	if err != nil {
		t.Fatal(err)
	}
	checkout(t, ms.URL())
	if err := ms.Verify(t.Context(), mock.Get("/cart"), mock.Once()); err != nil {
		t.Error(err)
	}
}

// checkout stands for the code under test.
func checkout(t *testing.T, base string) {
	t.Helper()
	cart, err := url.JoinPath(base, "cart")
	if err != nil {
		t.Fatal(err)
	}
	if got := get(t, cart); got != `200 OK [ "book" ]` {
		t.Errorf("got %s", got)
	}
}
