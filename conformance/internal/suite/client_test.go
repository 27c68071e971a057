package suite

import (
	"slices"
	"strings"
	"testing"
)

func TestLoadClients(t *testing.T) {
	drivers := folder(map[string]string{
		"ada.yaml": "command: [ada, driver]\nfeatures: [connect, reset]",
		"zig.yaml": "command: [zig]\nfeatures: [connect]\nenvironment: {A: b}",
	})
	known := folder(map[string]string{"ada.yaml": "failures: [{cases: 'match/**', reason: not yet}]"})
	clients, err := LoadClients(drivers, known, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(clients) != 2 || clients[0].Name != "ada" || clients[1].GetEnvironment()["A"] != "b" {
		t.Fatalf("got %v", clients)
	}
	if reason := clients[0].Known.ReasonFor(Case{Name: "match/a/b"}); reason != "not yet" {
		t.Errorf("got reason %q", reason)
	}
	if reason := clients[1].Known.ReasonFor(Case{Name: "match/a/b"}); reason != "" {
		t.Errorf("got reason %q", reason)
	}
	one, err := LoadClients(drivers, known, []string{"zig"})
	if err != nil || len(one) != 1 || one[0].Name != "zig" {
		t.Errorf("got %v, %v", one, err)
	}
}

func TestMistakesInClients(t *testing.T) {
	for problem, files := range map[string][2]string{
		"client ada: no command":                             {"features: [reset]", ""},
		`unknown field "comand"`:                             {"comand: [ada]", ""},
		"known failures: a/b has no reason":                  {"command: [ada]", "failures: [{cases: a/b}]"},
		`known failures: "[a" is not a valid pattern`:        {"command: [ada]", "failures: [{cases: '[a', reason: x}]"},
		`known failures: proto: (line 1:2): unknown field "`: {"command: [ada]", "failure: []"},
	} {
		known := map[string]string{}
		if files[1] != "" {
			known["ada.yaml"] = files[1]
		}
		_, err := LoadClients(folder(map[string]string{"ada.yaml": files[0]}), folder(known), nil)
		if err == nil || !strings.Contains(strings.ReplaceAll(err.Error(), "\u00a0", " "), problem) {
			t.Errorf("%q is missing from %v", problem, err)
		}
	}
	if _, err := LoadClients(folder(nil), folder(nil), []string{"nobody"}); err == nil {
		t.Error("an unknown client is no error")
	}
}

func TestCheckFeatures(t *testing.T) {
	clients, err := LoadClients(folder(map[string]string{
		"ada.yaml": "command: [ada]\nfeatures: [connect, build, verifySequence, special, juggle]",
	}), folder(nil), nil)
	if err != nil {
		t.Fatal(err)
	}
	cases, err := LoadCases(folder(map[string]string{"a/b.yaml": "needs: [special]" + minimal}))
	if err != nil {
		t.Fatal(err)
	}
	err = CheckFeatures(clients, cases)
	if err == nil || err.Error() != `client ada: unknown feature "juggle"` {
		t.Errorf("got %v", err)
	}
	if lacking := clients[0].Lacks(cases[0]); len(lacking) != 0 {
		t.Errorf("lacks %v", lacking)
	}
	clients[0].Features = []string{"connect"}
	if lacking := clients[0].Lacks(cases[0]); !slices.Equal(lacking, []string{"special"}) {
		t.Errorf("lacks %v", lacking)
	}
}

func TestUnusedKnownFailures(t *testing.T) {
	clients, err := LoadClients(
		folder(map[string]string{"ada.yaml": "command: [ada]"}),
		folder(map[string]string{"ada.yaml": "failures: [{cases: 'a/*', reason: x}, {cases: 'b/**', reason: y}]"}), nil)
	if err != nil {
		t.Fatal(err)
	}
	if unused := clients[0].Known.Unused([]Case{{Name: "a/one"}}); !slices.Equal(unused, []string{"b/**"}) {
		t.Errorf("got %v", unused)
	}
}
