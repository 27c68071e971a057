// Package mock teaches a MockServer expectations, and verifies what it
// received.
//
//	ms, err := mock.New("http://localhost:1080")
//	...
//	_, err = ms.When(mock.Post("/login").JSON(user)).Times(2).
//		Respond(ctx, mock.Reply(302).Header("Location", "/home"))
//	...
//	err = ms.Verify(ctx, mock.Post("/login"), mock.Exactly(1))
//
// Data is plain: HTTPRequest, HTTPResponse, Expectation and their kin are
// structs that keep whatever JSON the server sent, members unknown to this
// client included. Builders (Request, Get, Reply, When and so on) collect them
// and do no I/O. Where a model is wanted, its builder, Plain or Raw do as well.
// Only methods that take a context talk to the server.
//
// A call fails in one of three ways, told apart with errors.As: the server
// could not be reached (*UnreachableError), it refused (*RefusedError), or a
// verification did not hold (*VerificationError).
//
// Start runs the mockserver binary; package mockservertest embeds the server
// in a test process instead.
//
// Files to read, in order: client.go, call.go, expectations.go, verify.go,
// server.go. The files named *.gen.go are generated from the contract.
package mock
