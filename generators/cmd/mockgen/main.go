// Command mockgen generates from the contract in openapi/ everything that
// follows from it. Usage: mockgen [-root DIR] [-only NAME]
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/mockserver/mockserver/generators/internal/bundle"
	"github.com/mockserver/mockserver/generators/internal/emit"
	"github.com/mockserver/mockserver/generators/internal/emit/contract"
	"github.com/mockserver/mockserver/generators/internal/emit/golang"
	"github.com/mockserver/mockserver/generators/internal/emit/proto"
	"github.com/mockserver/mockserver/generators/internal/emit/python"
	"github.com/mockserver/mockserver/generators/internal/emit/reference"
	"github.com/mockserver/mockserver/generators/internal/emit/ruby"
	"github.com/mockserver/mockserver/generators/internal/emit/typescript"
	"github.com/mockserver/mockserver/generators/internal/emit/vocabulary"
	"github.com/mockserver/mockserver/generators/internal/ir"
	"github.com/mockserver/mockserver/generators/internal/parse"
)

func main() {
	if err := run(os.Args[1:], os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "mockgen:", err)
		os.Exit(1)
	}
}

func run(args []string, stderr io.Writer) error {
	flags := flag.NewFlagSet("mockgen", flag.ContinueOnError)
	flags.SetOutput(stderr)
	root := flags.String("root", ".", "the repository")
	only := flags.String("only", "", "one emitter instead of all")
	if err := flags.Parse(args); err != nil {
		return err
	}
	doc, err := bundle.Load(os.DirFS(filepath.Join(*root, "openapi")), "mockserver.yaml")
	if err != nil {
		return err
	}
	api, err := parse.Parse(doc)
	if err != nil {
		return err
	}
	lock, err := proto.LoadLock(filepath.Join(*root, proto.LockFile()))
	if err != nil {
		return err
	}
	return emitAll(*root, *only, api, emitters(doc, lock))
}

func emitAll(root, only string, api *ir.API, emitters []emit.Emitter) error {
	known := only == ""
	for _, e := range emitters {
		if only != "" && only != e.Name {
			continue
		}
		known = true
		files, err := e.Emit(api)
		if err != nil {
			return fmt.Errorf("%s: %w", e.Name, err)
		}
		if err := emit.Write(root, e, files); err != nil {
			return err
		}
	}
	if !known {
		return fmt.Errorf("no emitter is called %q", only)
	}
	return nil
}

// emitters lists every emitter, in the order they run.
func emitters(doc *bundle.Document, lock proto.Lock) []emit.Emitter {
	return []emit.Emitter{
		{
			Name: "contract", Folders: []string{contract.Folder()},
			Emit: func(*ir.API) ([]emit.File, error) { return contract.Files(doc) },
		},
		{Name: "go", Emit: golang.Files},
		{
			Name: "proto",
			Emit: func(api *ir.API) ([]emit.File, error) { return proto.Files(api, lock) },
		},
		{Name: "python", Folders: python.Folders(), Emit: python.Files},
		{Name: "ruby", Folders: ruby.Folders(), Emit: ruby.Files},
		{Name: "reference", Folders: []string{reference.Folder}, Emit: reference.Files},
		{Name: "typescript", Folders: typescript.Folders(), Emit: typescript.Files},
		{Name: "vocabulary", Folders: vocabulary.Folders(), Emit: vocabulary.Files},
	}
}
