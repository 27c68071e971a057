package suite

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

const minimal = `
intent: Something holds.
steps:
  - send: {path: /a}
    receive: {status: 200}
`

func folder(files map[string]string) fstest.MapFS {
	mapped := fstest.MapFS{}
	for name, text := range files {
		mapped[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return mapped
}

func TestLoadCasesNamesAndSortsThem(t *testing.T) {
	cases, err := LoadCases(folder(map[string]string{"b/two.yaml": minimal, "a/c/one.yaml": minimal}))
	if err != nil {
		t.Fatal(err)
	}
	if len(cases) != 2 || cases[0].Name != "a/c/one" || cases[1].Name != "b/two" {
		t.Errorf("got %v", cases)
	}
	if status := cases[0].GetSteps()[0].GetReceive().GetStatus(); status != 200 {
		t.Errorf("got status %d", status)
	}
}

func TestLoadCasesReportsEveryFile(t *testing.T) {
	_, err := LoadCases(folder(map[string]string{
		"a/good.yaml": minimal, "a/empty.yaml": "intent: Nothing.", "a/unknown.yaml": "intention: x", "a/notes.txt": "x",
	}))
	if err == nil {
		t.Fatal("no error")
	}
	for _, problem := range []string{
		"a/empty.yaml: no steps",
		`unknown field "intention"`,
		"a/notes.txt: a case is named",
	} {
		if !strings.Contains(err.Error(), problem) {
			t.Errorf("%q is missing from %q", problem, err)
		}
	}
}

func TestMistakesInCases(t *testing.T) {
	for problem, text := range map[string]string{
		"intent is not a sentence":                   "intent: no full stop\nsteps: [{send: {}}]",
		`mapping key "intent" already defined`:       "intent: A.\nintent: B.",
		"keys are strings":                           "intent: A.\nsteps: [{send: {}, receive: {tallies: {200: 1}}}]",
		`"CP1" is not a statement's number`:          "intent: A.\nholds: [CP1]\nsteps: [{send: {}}]",
		"neither do nor send":                        "intent: A.\nsteps: [{withinMs: 1}]",
		"do takes one operation":                     "intent: A.\nsteps: [{do: {}}]",
		"without id":                                 "intent: A.\nsteps: [{do: {id: 1, reset: {}}}]",
		"already set":                                "intent: A.\nsteps: [{do: {reset: {}, stop: {}}}]",
		"receive belongs to send":                    "intent: A.\nsteps: [{do: {reset: {}}, receive: {}}]",
		"returns and fails belong to do":             "intent: A.\nsteps: [{send: {}, returns: 1}]",
		"returns and fails exclude each other":       "intent: A.\nsteps: [{do: {reset: {}}, returns: 1, fails: {refused: {}}}]",
		"view is one of":                             "intent: A.\nsteps: [{do: {retrieve: {view: everything}}}]",
		"stop needs a server of its own":             "intent: A.\nsteps: [{do: {stop: {}}}]",
		`"other" is not one of`:                      "intent: A.\nsteps: [{do: {reset: {}}, fails: {other: {}}}]",
		"fails: one of":                              "intent: A.\nsteps: [{do: {reset: {}}, fails: {}}]",
		"returns: $: unknown tag $nope":              "intent: A.\nsteps: [{do: {reset: {}}, returns: {$nope: 1}}]",
		"over is one of":                             "intent: A.\nsteps: [{send: {over: h3}}]",
		"background and withinMs exclude each other": "intent: A.\nsteps: [{send: {background: true}, withinMs: 1}]",
		`header "X" has no colon`:                    "intent: A.\nsteps: [{send: {headers: [X]}}]",
		"x-a: $: unknown tag $nope":                  "intent: A.\nsteps: [{send: {}, receive: {headers: {x-a: {$nope: 1}}}}]",
		"body: $: unknown tag $nope":                 "intent: A.\nsteps: [{send: {}, receive: {body: {json: {$nope: 1}}}}]",
	} {
		_, err := LoadCases(folder(map[string]string{"a/case.yaml": text}))
		if err == nil || !strings.Contains(strings.ReplaceAll(err.Error(), "\u00a0", " "), problem) {
			t.Errorf("%q is missing from %v", problem, err)
		}
	}
}

func TestFeaturesOfACase(t *testing.T) {
	cases, err := LoadCases(folder(map[string]string{"a/case.yaml": `
intent: It needs much.
needs: [something]
steps:
  - do: {when: {request: {$build: [[get, /a], [text, a, {$options: {subString: true}}]]}, respond: {}}}
  - do: {verifySequence: {requests: [{path: /a}]}}
  - do: {reset: {}}
  - do: {reset: {}}
  - send: {}
`}))
	if err != nil {
		t.Fatal(err)
	}
	if got := cases[0].Operations(); !slices.Equal(got, []string{"reset", "verifySequence", "when"}) {
		t.Errorf("operations %v", got)
	}
	want := []string{"build", "options", "reset", "something", "verifySequence", "when"}
	if got := cases[0].Features(); !slices.Equal(got, want) {
		t.Errorf("features %v", got)
	}
}

func TestSelectByGlob(t *testing.T) {
	cases, err := LoadCases(folder(map[string]string{
		"match/path/a.yaml": minimal, "match/query/b.yaml": minimal, "verify/c.yaml": minimal,
	}))
	if err != nil {
		t.Fatal(err)
	}
	for glob, count := range map[string]int{
		"**": 3, "match/**": 2, "match/*/a": 1, "*/c": 1, "match/path/a": 1, "{match,verify}/**": 3, "nothing": 0,
	} {
		selected, err := Select(cases, glob)
		if err != nil || len(selected) != count {
			t.Errorf("%s: got %d, %v", glob, len(selected), err)
		}
	}
	if _, err := Select(cases, "[a"); err == nil {
		t.Error("a malformed glob is no error")
	}
}
