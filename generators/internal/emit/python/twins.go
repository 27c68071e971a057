package python

// twin is one of the two clients.
type twin struct {
	Async  bool
	Folder string // of its modules
	Prefix string // of its classes
	Def    string
	Await  string
	With   string
	For    string
	Enter  string
	Exit   string
	Iter   string
	Next   string
	Stop   string // what ends an iteration
}

func twinsOf() []twin {
	return []twin{
		{
			Folder: "blocking", Def: "def", With: "with", For: "for", Enter: "__enter__", Exit: "__exit__",
			Iter: "__iter__", Next: "__next__", Stop: "StopIteration",
		},
		{
			Async: true, Folder: "asynchronous", Prefix: "Async", Def: "async def", Await: "await ", With: "async with",
			For: "async for", Enter: "__aenter__", Exit: "__aexit__",
			Iter: "__aiter__", Next: "__anext__", Stop: "StopAsyncIteration",
		},
	}
}

// twinView is a module of a twin.
type twinView struct {
	twin
	Imports   string
	Functions []string
}

// twins writes the client for blocking and for asynchronous code.
func (g *generator) twins() error {
	for _, t := range twinsOf() {
		if err := g.write(sourceFolder, t.Folder+"/__init__.py", "empty", nil); err != nil {
			return err
		}
		for _, m := range g.twinModules() {
			if err := g.write(sourceFolder, t.Folder+"/"+m.name+".py", "twin_"+m.name, m.view(t)); err != nil {
				return err
			}
			if m.class != "" {
				g.publish(t.Folder+"."+m.name, t.Prefix+m.class)
			}
		}
	}
	return nil
}

// twinModule is a module that both twins have.
type twinModule struct {
	name  string
	class string // that users import, without the twin's prefix
	view  func(twin) twinView
}

func (g *generator) twinModules() []twinModule {
	modules := []twinModule{
		{"stream", "Stream", static},
		{"transport", "", static},
		{"operations", "Operations", g.operationsView},
		{"client", "MockServerClient", g.clientView},
		{"server", "MockServer", static},
	}
	if statement, _ := g.statement(); statement != nil {
		modules = append(modules, twinModule{"when", "When", g.whenView})
	}
	return modules
}

func static(t twin) twinView { return twinView{twin: t} }

func (g *generator) operationsView(t twin) twinView {
	im := newImports()
	im.add(pkg+"."+t.Folder+".transport", t.Prefix+"Transport")
	v := twinView{twin: t}
	for _, c := range g.calls() {
		v.Functions = append(v.Functions, g.operation(c, t, im).code(4, t.Def))
	}
	v.Imports = im.String()
	return v
}

func (g *generator) whenView(t twin) twinView {
	im := newImports()
	v := twinView{twin: t}
	statement, op := g.statement()
	im.add("collections.abc", "Mapping")
	im.add(pkg+".builders", builderClass(statement))
	im.add(pkg+".models", className(statement))
	im.add(pkg+"."+t.Folder+".operations", t.Prefix+"Operations")
	for _, field := range actions(statement) {
		v.Functions = append(v.Functions, g.verb(statement, op, field, t, im).code(4, t.Def))
	}
	v.Imports = im.String()
	return v
}

func (g *generator) clientView(t twin) twinView {
	im := newImports()
	v := twinView{twin: t}
	im.add("types", "TracebackType")
	im.add("typing_extensions", "Self")
	im.add("ssl", "SSLContext")
	im.add("mockserver._budget", "DEFAULT_RETRY_FOR", "DEFAULT_TIMEOUT", "Timeout")
	im.add("mockserver._duration", "Duration", "seconds")
	im.add("mockserver._sentinel", "NOT_GIVEN", "NotGiven")
	im.add("httpx", t.Prefix+"BaseTransport")
	for _, module := range []string{"transport", "operations"} {
		im.add(pkg+"."+t.Folder+"."+module, t.Prefix+upperFirst(module))
	}
	if statement, _ := g.statement(); statement != nil {
		im.add(pkg+"."+t.Folder+".when", t.Prefix+"When")
		v.Functions = append(v.Functions, g.opening(statement, t, im).code(4, "def"))
	}
	for _, c := range g.calls() {
		if c.isText() {
			continue
		}
		def := t.Def
		if c.op.Stream {
			def = "def" // the asynchronous twin is entered or awaited
		}
		v.Functions = append(v.Functions, g.facade(c, t, im).code(4, def))
	}
	v.Imports = im.String()
	return v
}
