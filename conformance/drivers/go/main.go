// Command go is the conformance driver of the Go client: it does through the
// client what the runner asks on standard input, and reports what came back.
// See conformance/PROTOCOL.md.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
)

func main() {
	if err := run(context.Background(), os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "go driver:", err)
		os.Exit(1)
	}
}

// run answers requests until the input ends.
func run(ctx context.Context, in io.Reader, out io.Writer) error {
	d := &driver{}
	defer d.close()
	return serve(in, out, func(request map[string]value) (any, error) { return d.do(ctx, request) })
}
