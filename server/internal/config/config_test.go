package config_test

import (
	"errors"
	"log/slog"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"github.com/mockserver/mockserver/server/internal/config"
	"github.com/mockserver/mockserver/server/internal/jsontree"
)

func environment(variables map[string]string) kong.Option {
	return config.Environment(func(name string) (string, bool) {
		value, found := variables[name]
		return value, found
	})
}

func parse(t *testing.T, variables map[string]string, args ...string) *config.Settings {
	t.Helper()
	settings := &config.Settings{}
	parser, err := kong.New(settings, environment(variables))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := parser.Parse(config.Modern(args)); err != nil {
		t.Fatal(err)
	}
	return settings
}

func TestDefaultsAreMockServers(t *testing.T) {
	got := config.Default()
	for _, check := range []struct {
		name      string
		got, want any
	}{
		{"logLevel", got.LogLevel, config.LevelInfo},
		{"maxExpectations", got.MaxExpectations, 15000},
		{"maxLogEntries", got.MaxLogEntries, 100000},
		{"maxRequestBodySize", got.MaxRequestBodySize, 10 << 20},
		{"stopDrainMillis", got.StopDrainMillis, 15000},
		{"matchersFailFast", got.MatchersFailFast, true},
		{"matchExactCase", got.MatchExactCase, false},
		{"matchNamespaceHeader", got.MatchNamespaceHeader, "X-MockServer-Namespace"},
		{"advertisedVersion", got.AdvertisedVersion, ""},
		{"ports", len(got.Ports), 0},
		{"IPs", strings.Join(got.SubjectAlternativeIPs, " "), "127.0.0.1 0.0.0.0"},
	} {
		if check.got != check.want {
			t.Errorf("%s: got %v, want %v", check.name, check.got, check.want)
		}
	}
}

func TestFlagsWinOverVariablesWinOverDefaults(t *testing.T) {
	variables := map[string]string{
		"MOCKSERVER_MAX_EXPECTATIONS": "7",
		"MOCKSERVER_LOG_LEVEL":        "warn",
		"MOCKSERVER_SERVER_PORT":      "1,2",
	}
	got := parse(t, variables, "--log-level", "SEVERE", "-p", "3")
	if got.MaxExpectations != 7 || got.LogLevel != config.LevelError || !slices.Equal(got.Ports, []int{3}) || got.MaxLogEntries != 100000 {
		t.Errorf("%+v", got)
	}
}

func TestVariables(t *testing.T) {
	for name, test := range map[string]struct {
		variables map[string]string
		want      []int
	}{
		"a list":                     {map[string]string{"MOCKSERVER_SERVER_PORT": "1,2"}, []int{1, 2}},
		"the short form":             {map[string]string{"SERVER_PORT": "3"}, []int{3}},
		"the long form wins":         {map[string]string{"SERVER_PORT": "3", "MOCKSERVER_SERVER_PORT": "4"}, []int{4}},
		"blank is absent":            {map[string]string{"SERVER_PORT": "3", "MOCKSERVER_SERVER_PORT": " "}, []int{3}},
		"double quotes are stripped": {map[string]string{"SERVER_PORT": `"5"`}, []int{5}},
	} {
		if got := parse(t, test.variables).Ports; !slices.Equal(got, test.want) {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestVariableThatIsInvalidIsRefused(t *testing.T) {
	parser, err := kong.New(&config.Settings{}, environment(map[string]string{"MOCKSERVER_MAX_EXPECTATIONS": "many"}))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := parser.Parse(nil); err == nil || !strings.Contains(err.Error(), "max-expectations") {
		t.Errorf("got %v", err)
	}
}

func TestLegacySpellings(t *testing.T) {
	got := parse(t, nil, "-serverPort", "1080,1081", "-logLevel", "DEBUG")
	if !slices.Equal(got.Ports, []int{1080, 1081}) || got.LogLevel != config.LevelDebug {
		t.Errorf("%+v", got)
	}
}

// Every row of the table is complete, and no name stands for two settings.
func TestTableIsWhole(t *testing.T) {
	seen := map[string]string{}
	claim := func(name, field string) {
		if other, taken := seen[name]; taken || name == "" {
			t.Errorf("%s: the name %q is empty or that of %s", field, name, other)
		}
		seen[name] = field
	}
	for _, field := range reflect.VisibleFields(reflect.TypeFor[config.Settings]()) {
		if field.Anonymous {
			continue
		}
		claim("--"+field.Tag.Get("name"), field.Name)
		for _, variable := range strings.Split(field.Tag.Get("env"), ",") {
			claim(variable, field.Name)
		}
		if json := field.Tag.Get("json"); json != "-" {
			claim(json, field.Name)
		}
		if field.Tag.Get("help") == "" || field.Tag.Get("group") == "" {
			t.Errorf("%s: no help or no group", field.Name)
		}
	}
}

func TestMerge(t *testing.T) {
	live := config.NewLive(config.Default())
	var applied []int
	live.OnChange(func(settings *config.Settings) { applied = append(applied, settings.MaxExpectations) })
	before := live.Get()
	if err := live.Merge([]byte(`{/* lenient */ maxExpectations: 5, "logLevel": 'WARN', "matchExactCase": null, "nobodyKnows": [1],}`)); err != nil {
		t.Fatal(err)
	}
	if got := live.Get(); got.MaxExpectations != 5 || got.LogLevel != config.LevelWarn || got.MatchExactCase {
		t.Errorf("%+v", got)
	}
	if before.MaxExpectations != 15000 {
		t.Error("a snapshot changed")
	}
	if !slices.Equal(applied, []int{15000, 5}) || live.Level() != slog.LevelWarn {
		t.Errorf("applied %v, level %v", applied, live.Level())
	}
}

func TestMergeRefusesAndChangesNothing(t *testing.T) {
	for document, want := range map[string]string{
		`{bad`: "Invalid configuration JSON",
		``:     "Invalid configuration JSON",
		`[]`:   "Invalid configuration JSON",
		`"x"`:  "Invalid configuration JSON",
		`{"maxExpectations": 1, "logLevel": "LOUD"}`:  `Invalid logLevel: "LOUD", valid values are TRACE, DEBUG, INFO, WARN, ERROR`,
		`{"maxExpectations": 1, "matchExactCase": 1}`: "Invalid configuration JSON: matchExactCase: number found, bool expected",
		`{"maxExpectations": "many"}`:                 "Invalid configuration JSON: maxExpectations: string found, int expected",
		`{"maxExpectations": 1.5}`:                    "Invalid configuration JSON: maxExpectations: number 1.5 found, int expected",
		`{"maxExpectations": -1}`:                     "Invalid configuration JSON: maxExpectations: must not be negative",
		`{"maxExpectations": 1, "serverPort": [1]}`:   "Invalid configuration JSON: serverPort can only be given when the server starts",
	} {
		live := config.NewLive(config.Default())
		err := live.Merge([]byte(document))
		if err == nil || err.Error() != want {
			t.Errorf("%s: got %v, want %s", document, err, want)
		}
		if !reflect.DeepEqual(live.Get(), config.Default()) {
			t.Errorf("%s: changed something", document)
		}
	}
}

func TestDocumentCanBeMergedBack(t *testing.T) {
	live := config.NewLive(config.Default())
	document, err := live.Get().Document()
	if err != nil {
		t.Fatal(err)
	}
	byName := func(a, b jsontree.Member) int { return strings.Compare(a.Name, b.Name) }
	if !slices.IsSortedFunc(document.Members, byName) {
		t.Error("not sorted")
	}
	if err := live.Merge(document.AppendPretty(nil)); err != nil {
		t.Errorf("merging it back: %v", err)
	}
}

func TestLevels(t *testing.T) {
	order := []config.Level{config.LevelTrace, config.LevelDebug, config.LevelInfo, config.LevelWarn, config.LevelError, config.LevelOff}
	for i, level := range order {
		for j, entry := range order[:len(order)-1] {
			if got := level.Records(entry); got != (j >= i) {
				t.Errorf("%s records %s: %v", level, entry, got)
			}
		}
	}
	var level config.Level
	var unknown *config.UnknownLevelError
	if err := level.UnmarshalText([]byte("LOUD")); !errors.As(err, &unknown) {
		t.Errorf("got %v", err)
	}
}
