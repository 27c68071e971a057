// Package plain writes expectations as programs for those of MockServer's own
// clients that take JSON: in C#, PHP and Rust.
package plain

import (
	"fmt"
	"strings"

	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// Content types of the languages.
const (
	CSharpType = "text/x-csharp; charset=utf-8"
	PHPType    = "application/x-httpd-php; charset=utf-8"
	RustType   = "text/x-rust; charset=utf-8"
)

// address is host and port of a base URL.
func address(baseURL string) (host, port string) {
	_, authority, _ := strings.Cut(baseURL, "://")
	host, port, found := strings.Cut(authority, ":")
	if !found {
		port = "80"
	}
	return host, port
}

// documents are the expectations as JSON.
func documents(expectations []*model.Expectation) []string {
	texts := make([]string, len(expectations))
	for i, expectation := range expectations {
		texts[i] = string(wire.ExpectationValue(expectation).AppendPretty(nil))
	}
	return texts
}

const csharpHead = `using System.Text.Json;
using System.Text.Json.Serialization;
using MockServer.Client;
using MockServer.Client.Models;

var jsonOptions = new JsonSerializerOptions
{
    PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
};

var client = new MockServerClient("%s", %s);
`

// CSharp returns statements that store expectations in the server at baseURL.
func CSharp(expectations []*model.Expectation, baseURL string) []byte {
	var out strings.Builder
	host, port := address(baseURL)
	fmt.Fprintf(&out, csharpHead, host, port)
	for _, document := range documents(expectations) {
		quoted := strings.ReplaceAll(document, `"`, `""`)
		fmt.Fprintf(&out, "\nclient.Upsert(JsonSerializer.Deserialize<Expectation>(@\"%s\", jsonOptions));\n", quoted)
	}
	return []byte(out.String())
}

const phpHead = `<?php

use MockServer\MockServerClient;
use MockServer\Expectation;

$client = new MockServerClient('%s', %s);
`

// PHP returns a script that stores expectations in the server at baseURL.
func PHP(expectations []*model.Expectation, baseURL string) []byte {
	var out strings.Builder
	host, port := address(baseURL)
	fmt.Fprintf(&out, phpHead, host, port)
	for _, document := range documents(expectations) {
		fmt.Fprintf(&out, "\n$client->upsertExpectation(Expectation::fromArray(json_decode(<<<'JSON'\n%s\nJSON, true)));\n", document)
	}
	return []byte(out.String())
}

const rustHead = `use mockserver_client::{ClientBuilder, Expectation};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = ClientBuilder::new("%s", %s).build()?;
`

// Rust returns a program that stores expectations in the server at baseURL.
func Rust(expectations []*model.Expectation, baseURL string) []byte {
	var out strings.Builder
	host, port := address(baseURL)
	fmt.Fprintf(&out, rustHead, host, port)
	for _, document := range documents(expectations) {
		fence := fence(document)
		fmt.Fprintf(&out, "\n    client.upsert(&[serde_json::from_str::<Expectation>(r%s\"%s\"%s)?])?;\n", fence, document, fence)
	}
	out.WriteString("\n    Ok(())\n}\n")
	return []byte(out.String())
}

// fence is as many number signs as end no raw string within text.
func fence(text string) string {
	fence := "#"
	for strings.Contains(text, `"`+fence) {
		fence += "#"
	}
	return fence
}
