// Package proto emits the control plane's protobuf messages and services.
// Every schema becomes a message or an enum, every tag a service. What JSON
// says with alternatives and open objects is said with the options of
// options.proto, by which the server maps messages to its JSON and back.
package proto

import (
	"bytes"
	"embed"
	"text/template"

	"github.com/mockserver/mockserver/generators/internal/emit"
	"github.com/mockserver/mockserver/generators/internal/ir"
)

const (
	folder   = "proto/mockserver/v1/"
	lockFile = folder + "numbers.lock.json"
)

//go:embed templates/*.tmpl
var templates embed.FS

// LockFile is where the numbers are kept, relative to the repository.
func LockFile() string { return lockFile }

// Files renders the messages and services; lock is extended by what is new.
func Files(api *ir.API, lock Lock) ([]emit.File, error) {
	r := &renderer{lock: lock}
	messages, err := r.render("messages", r.messages(api))
	if err != nil {
		return nil, err
	}
	services, err := r.render("services", r.services(api))
	if err != nil {
		return nil, err
	}
	numbers, err := lock.JSON()
	if err != nil {
		return nil, err
	}
	return []emit.File{
		{Path: folder + "messages.gen.proto", Content: messages},
		{Path: folder + "services.gen.proto", Content: services},
		{Path: lockFile, Content: numbers},
	}, nil
}

type renderer struct{ lock Lock }

func (r *renderer) render(name string, data any) ([]byte, error) {
	t, err := template.ParseFS(templates, "templates/*.tmpl")
	if err != nil {
		return nil, err
	}
	var buf bytes.Buffer
	err = t.ExecuteTemplate(&buf, name+".proto.tmpl", struct {
		Banner string
		Data   any
	}{emit.Banner, data})
	return buf.Bytes(), err
}
