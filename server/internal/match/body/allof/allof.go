// Package allof compares bodies with several matchers at once.
package allof

import (
	"errors"
	"fmt"
	"strings"

	"github.com/mockserver/mockserver/server/internal/match/body"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
)

type matcher []body.Matcher

// Compile compiles an ALL_OF body: every body of its list has to match.
func Compile(b *model.Body, env body.Env) (body.Matcher, error) {
	list, _ := b.Object.Get("bodyAllOf")
	var m matcher
	for i, item := range list.Items {
		inner, err := wire.ParseBody(item)
		if err != nil {
			return nil, failed(i, err)
		}
		one, err := env.Compile(inner)
		if err != nil {
			return nil, failed(i, err)
		}
		m = append(m, one)
	}
	return m, nil
}

func failed(i int, err error) error {
	place := fmt.Sprintf("bodyAllOf[%d]", i)
	var inner *body.FieldError
	if errors.As(err, &inner) {
		return &body.FieldError{Field: place + "." + inner.Field, Err: inner.Err}
	}
	return &body.FieldError{Field: place, Err: err}
}

func (m matcher) Match(c *body.Content) bool {
	for _, one := range m {
		if !one.Match(c) {
			return false
		}
	}
	return true
}

func (m matcher) Explain(c *body.Content) string {
	var reasons []string
	for _, one := range m {
		if !one.Match(c) {
			reasons = append(reasons, one.Explain(c))
		}
	}
	return strings.Join(reasons, "\n")
}
