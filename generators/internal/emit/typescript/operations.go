package typescript

import (
	"slices"
	"strconv"
	"strings"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

// operationsView is the class that makes the control plane's calls.
type operationsView struct {
	Doc       string
	Call      string
	Question  string // "" when no operation streams
	Stream    string
	Arguments []argumentsView
	Methods   []functionView
}

// argumentsView is the type of an operation's query parameters or options.
type argumentsView struct {
	Doc    string
	Name   string
	Fields []fieldView
}

func operationsFile(api *ir.API) (*file, string, any) {
	f := newFile(source + "operations.ts")
	v := operationsView{Doc: doc(0, api.Doc), Call: f.useType(client+"src/call", "Call")}
	for _, op := range api.Operations {
		if op.Stream {
			v.Question, v.Stream = f.useType(client+"src/call", "Question"), f.useType(client+"src/stream", "Stream")
		}
		body := f.bodyOf(op)
		if len(body.options) > 0 {
			v.Arguments = append(v.Arguments, f.optionsType(op, body))
		}
		if len(op.Query) > 0 {
			v.Arguments = append(v.Arguments, f.queryType(op))
		}
		if !op.Viewed() {
			v.Methods = append(v.Methods, f.operation(op, body))
		}
		for _, view := range op.Views {
			v.Methods = append(v.Methods, f.view(op, view, body))
		}
	}
	return f, "operations", v
}

// bodyArguments is how an operation's body is given: as one argument, or as
// its usual arguments and options.
type bodyArguments struct {
	params  []string
	value   string // the body's expression, or ""
	options []*ir.Field
	waits   string // the expression of the milliseconds that the server may wait, or ""
}

func (f *file) bodyOf(op *ir.Operation) bodyArguments {
	switch {
	case op.Body == nil:
		return bodyArguments{}
	case op.Body.Kind == ir.Named && len(op.Body.Type.Positional) > 0 && shorthand(op.Body.Type) == nil:
		return f.spread(op.Body.Type)
	}
	name := argumentFor(*op.Body)
	value := f.convertGiven(*op.Body, name)
	if op.Need {
		value = f.convert(*op.Body, name)
	}
	return bodyArguments{params: []string{name + mark(op.Need) + ": " + f.inputOf(*op.Body)}, value: value}
}

// argumentFor is what an argument of this type is called.
func argumentFor(ref ir.Ref) string {
	switch {
	case ref.Kind == ir.List && ref.Elem.Kind == ir.Named:
		return called(ref.Elem.Type).Plural().Camel()
	case ref.Kind != ir.Named:
		return "body"
	}
	return identifier(called(ref.Type))
}

// called is what a value of the type is called, in short where it has a
// builder that is no statement.
func called(t *ir.Type) ir.Name {
	if t.Builder != nil && !terminal(t) {
		return t.Builder.Name
	}
	return t.Name
}

func mark(required bool) string {
	if required {
		return ""
	}
	return "?"
}

// spread makes the body's usual fields arguments, and the rest options.
func (f *file) spread(t *ir.Type) bodyArguments {
	b := bodyArguments{options: t.Options()}
	var members []string
	for _, p := range t.Positional {
		name := identifier(shortName(p))
		param := name + mark(p.Required) + ": " + f.inputOf(p.Type)
		if len(t.Positional) == 1 && len(b.options) == 0 && p.Type.Kind == ir.List {
			param = "..." + name + ": " + f.inputOf(p.Type)
		}
		b.params = append(b.params, param)
		members = append(members, member(p.WireName, f.convertGiven(p.Type, name)))
	}
	for _, field := range b.options {
		option := "options." + optionName(field)
		members = append(members, member(field.WireName, f.convertGiven(field.Type, option)))
		if field.WireName == "timeout" && field.Unit == "milliseconds" {
			b.waits = option
		}
	}
	if len(members) > 1 {
		b.value = expanded(6, "", members, "")
	} else {
		b.value = braces(6, "", members, "")
	}
	return b
}

func (f *file) optionsType(op *ir.Operation, body bodyArguments) argumentsView {
	v := argumentsView{
		Doc:  doc(0, "The rarer arguments of "+op.Name.Camel()+"."),
		Name: op.Name.Pascal() + "Options",
	}
	for _, field := range body.options {
		v.Fields = append(v.Fields, fieldView{
			Doc: doc(2, docOf(field), defaultOf(field)), Name: optionName(field) + "?", Type: f.inputOf(field.Type),
		})
	}
	return v
}

func (f *file) queryType(op *ir.Operation) argumentsView {
	v := argumentsView{Doc: doc(0, "The query parameters of "+op.Name.Camel()+"."), Name: queryName(op)}
	for _, p := range op.Query {
		v.Fields = append(v.Fields, fieldView{Doc: doc(2, p.Doc), Name: p.Name.Camel() + "?", Type: f.typeOf(p.Type)})
	}
	return v
}

func queryName(op *ir.Operation) string { return op.Name.Pascal() + "Query" }

func (f *file) operation(op *ir.Operation, body bodyArguments) functionView {
	params := append(pathParams(op), body.params...)
	if len(body.options) > 0 {
		params = append(params, "options: "+op.Name.Pascal()+"Options = {}")
	}
	var query []string
	if len(op.Query) > 0 {
		params = append(params, "query: "+queryName(op)+" = {}")
		for _, p := range op.Query {
			query = append(query, member(p.WireName, "query."+p.Name.Camel()))
		}
	}
	if op.Stream {
		return f.stream(op, params, query, body)
	}
	answer, result := f.answer(op)
	return f.method(op, op.Name, []string{op.Summary + ".", op.Doc}, params, answer, result, query, body)
}

// answer says what the call expects, and the type of the method's result.
func (f *file) answer(op *ir.Operation) (string, string) {
	switch {
	case op.Result == nil && len(op.Views) > 0:
		return "any", "unknown"
	case op.Result == nil:
		return "none", "void"
	case op.Result.Kind == ir.List:
		return "list", f.typeOf(*op.Result)
	}
	return "json", f.typeOf(*op.Result)
}

func (f *file) view(op *ir.Operation, view *ir.View, body bodyArguments) functionView {
	params := pathParams(op)
	for _, p := range view.Args {
		params = append(params, identifier(p.Name)+": "+f.typeOf(p.Type))
	}
	params = append(params, body.params...)
	if options := op.Options(); len(options) > 0 {
		params = append(params, "query: "+optionsQuery(op, options)+" = {}")
	}
	answer, result := "list", ""
	if view.Document {
		answer, result = "document", f.useType(client+"src/document", "RetrievedDocument")
	} else {
		result = f.typeOf(view.Result)
	}
	return f.method(op, view.Name, []string{view.Summary + "."}, params, answer, result, viewQuery(op, view), body)
}

// optionsQuery is the type of the query parameters that views leave open.
func optionsQuery(op *ir.Operation, options []*ir.Parameter) string {
	names := map[string]bool{}
	for _, p := range op.Query {
		if !slices.Contains(options, p) {
			names[quote(p.Name.Camel())] = true
		}
	}
	return "Omit<" + queryName(op) + ", " + strings.Join(sortedNames(names), " | ") + ">"
}

// viewQuery lists the query's members: fixed ones, arguments and options.
func viewQuery(op *ir.Operation, view *ir.View) []string {
	values := map[string]string{}
	for _, p := range op.Options() {
		values[p.WireName] = "query." + p.Name.Camel()
	}
	for _, p := range view.Args {
		values[p.WireName] = identifier(p.Name)
	}
	for _, pair := range view.Query {
		values[pair.Name] = quote(pair.Value)
	}
	var query []string
	for _, p := range op.Query {
		if value, ok := values[p.WireName]; ok {
			query = append(query, member(p.WireName, value))
		}
	}
	return query
}

func pathParams(op *ir.Operation) []string {
	var params []string
	for _, p := range op.InPath {
		params = append(params, identifier(p.Name)+": string")
	}
	return params
}

// pathOf is the path of an operation as an expression.
func (f *file) pathOf(op *ir.Operation) string {
	if len(op.InPath) == 0 {
		return quote(op.Path)
	}
	path := op.Path
	for _, p := range op.InPath {
		path = strings.ReplaceAll(path, "{"+p.WireName+"}", "${"+f.use(client+"src/call", "inPath")+"("+identifier(p.Name)+")}")
	}
	return "`" + path + "`"
}

// stream is a method whose answer goes on.
func (f *file) stream(op *ir.Operation, params, query []string, body bodyArguments) functionView {
	result := "Stream<" + f.typeOf(*op.Result) + ">"
	return functionView{
		Doc:   doc(2, op.Summary+".", op.Doc),
		Head:  parameters(2, "async "+op.Name.Camel(), params, ": Promise<"+result+"> {"),
		Lines: "return (await " + expanded(4, "this.open(", f.question(op, query, body), ")") + ") as " + result + ";",
	}
}

// question is what a call asks, as members.
func (f *file) question(op *ir.Operation, query []string, body bodyArguments) []string {
	members := []string{"method: " + quote(op.Method), "path: " + f.pathOf(op)}
	if len(query) > 0 {
		members = append(members, braces(6, "query: ", query, ""))
	}
	if body.value != "" {
		members = append(members, member("body", body.value))
	}
	return members
}

func (f *file) method(op *ir.Operation, name ir.Name, text, params []string, answer, result string, query []string, body bodyArguments) functionView {
	members := append(f.question(op, query, body), "answer: "+quote(answer))
	if len(op.Also) > 0 {
		members = append(members, "also: ["+numbers(op.Also)+"]")
	}
	if body.waits != "" {
		members = append(members, "waitMs: "+body.waits)
	}
	call := expanded(4, "this.send(", members, ")")
	v := functionView{Doc: doc(2, text...), Head: parameters(2, "async "+name.Camel(), params, ": Promise<"+result+"> {")}
	switch result {
	case "void":
		v.Lines = "await " + call + ";"
	case "unknown":
		v.Lines = "return await " + call + ";"
	default:
		v.Lines = "return (await " + call + ") as " + result + ";"
	}
	return v
}

func numbers(list []int) string {
	var out []string
	for _, n := range list {
		out = append(out, strconv.Itoa(n))
	}
	return strings.Join(out, ", ")
}
