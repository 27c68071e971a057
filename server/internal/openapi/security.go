package openapi

import (
	"slices"

	"github.com/mockserver/mockserver/server/internal/model"
)

// credential is one thing a request has to carry.
type credential struct{ in, name, value string }

// credentials are what one way to authenticate asks for, all of it.
type credentials []credential

// readSecurity lists the ways to authenticate for an operation, any of which
// will do. One that asks for nothing makes the others needless.
func readSecurity(root, operation *node) ([]credentials, error) {
	from := operation
	if _, own := operation.value.Get("security"); !own {
		from = root
	}
	alternatives, err := from.items("security")
	if err != nil {
		return nil, err
	}
	var ways []credentials
	for _, alternative := range alternatives {
		way, err := readWay(root, alternative)
		if err != nil {
			return nil, err
		}
		if len(way) == 0 {
			return nil, nil
		}
		ways = append(ways, way)
	}
	return ways, nil
}

func readWay(root, alternative *node) (credentials, error) {
	components, err := root.object("components")
	if err != nil {
		return nil, err
	}
	var schemes *node
	if components != nil {
		if schemes, err = components.object("securitySchemes"); err != nil {
			return nil, err
		}
	}
	var way credentials
	for _, m := range alternative.value.Members {
		var scheme *node
		if schemes != nil {
			if scheme, err = schemes.object(m.Name); err != nil {
				return nil, err
			}
		}
		if scheme == nil {
			return nil, alternative.fail("there is no security scheme %q", m.Name)
		}
		if c, asked := credentialOf(scheme); asked {
			way = append(way, c)
		}
	}
	return way, nil
}

// credentialOf is what a security scheme asks for; false when nothing that a
// request shows.
func credentialOf(scheme *node) (credential, bool) {
	switch scheme.text("type") {
	case "apiKey":
		return credential{scheme.text("in"), scheme.text("name"), ".+"}, true
	case "http":
		return credential{"header", "Authorization", scheme.text("scheme") + ".+"}, true
	case "oauth2", "openIdConnect":
		return credential{"header", "Authorization", ".+"}, true
	}
	return credential{}, false
}

// addTo adds the credentials to a request.
func (c credentials) addTo(m *model.RequestMatcher) {
	for _, one := range c {
		name, value := model.StringMatcher{Value: one.name}, model.StringMatcher{Value: one.value}
		entry := model.MultiEntry{Name: name, Values: []model.StringMatcher{value}}
		switch one.in {
		case "header":
			m.Headers = withEntry(m.Headers, entry)
		case "query":
			m.Query = withEntry(m.Query, entry)
		case "cookie":
			m.Cookies = append(slices.Clip(m.Cookies), model.CookieMatcher{Name: name, Value: value})
		}
	}
}

// withEntry is m and one entry more; m may be nil.
func withEntry(m *model.MultiMatcher, e model.MultiEntry) *model.MultiMatcher {
	more := &model.MultiMatcher{KeyMatchStyle: model.MatchingKey}
	if m != nil {
		more.Entries = slices.Clone(m.Entries)
	}
	more.Entries = append(more.Entries, e)
	return more
}
