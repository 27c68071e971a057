// Command rest is the driver of the client "rest", the plain control plane.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/mockserver/mockserver/conformance/internal/restdriver"
)

func main() {
	if err := restdriver.Serve(context.Background(), os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "rest driver:", err)
		os.Exit(1)
	}
}
