package config

import (
	"reflect"
	"strings"
	"sync"

	"github.com/alecthomas/kong"
)

// Default returns the settings of a server that was told nothing.
func Default() *Settings { return defaults().Clone() }

// defaults are read from the table once: that takes a millisecond, and they
// never change.
var defaults = sync.OnceValue(parseDefaults)

func parseDefaults() *Settings {
	settings := &Settings{}
	parser := kong.Must(settings, withoutEnvironment())
	if _, err := parser.Parse(nil); err != nil {
		panic(err) // a default in the table that its own field refuses
	}
	return settings
}

// Lookup finds an environment variable, as os.LookupEnv does.
type Lookup func(name string) (value string, found bool)

// Environment makes a parser take settings that the command line leaves open
// from the variables their table rows name. Blank values count as absent, and
// double quotes around a value are dropped.
func Environment(lookup Lookup) kong.Option {
	variables := map[*kong.Value][]string{}
	detach := kong.PostBuild(func(k *kong.Kong) error {
		detachEnvironment(k, func(flag *kong.Flag) { variables[flag.Value] = flag.Tag.Envs })
		return nil
	})
	resolve := kong.Resolvers(kong.ResolverFunc(func(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
		for _, name := range variables[flag.Value] {
			if value := variable(lookup, name); value != "" {
				return value, nil
			}
		}
		return nil, nil
	}))
	return kong.OptionFunc(func(k *kong.Kong) error {
		if err := detach.Apply(k); err != nil {
			return err
		}
		return resolve.Apply(k)
	})
}

func variable(lookup Lookup, name string) string {
	value, _ := lookup(name)
	value = strings.TrimSpace(value)
	if unquoted, ok := strings.CutPrefix(value, `"`); ok && strings.HasSuffix(unquoted, `"`) {
		return strings.TrimSuffix(unquoted, `"`)
	}
	return value
}

func withoutEnvironment() kong.Option {
	return Environment(func(string) (string, bool) { return "", false })
}

// detachEnvironment stops the parser from reading the process's environment by
// itself, which would go around Lookup. The help still names the variables.
func detachEnvironment(k *kong.Kong, found func(*kong.Flag)) {
	_ = kong.Visit(k.Model, func(node kong.Visitable, next kong.Next) error {
		if flag, ok := node.(*kong.Flag); ok && len(flag.Tag.Envs) > 0 {
			found(flag)
			flag.Help += " ($" + strings.Join(flag.Tag.Envs, ", $") + ")"
			flag.Tag.Envs, flag.Envs = nil, nil
		}
		return next(nil)
	})
}

// Modern rewrites the one-dash spellings of MockServer's older command line
// ("-serverPort 1080") to the present ones.
func Modern(args []string) []string {
	spellings := legacySpellings()
	rewritten := make([]string, len(args))
	for i, arg := range args {
		rewritten[i] = arg
		if flag, known := spellings[arg]; known {
			rewritten[i] = flag
		}
	}
	return rewritten
}

func legacySpellings() map[string]string {
	spellings := map[string]string{}
	for _, field := range reflect.VisibleFields(reflect.TypeFor[Settings]()) {
		if legacy := field.Tag.Get("legacy"); legacy != "" {
			spellings[legacy] = "--" + field.Tag.Get("name")
		}
	}
	return spellings
}
