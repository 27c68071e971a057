package main

import (
	"fmt"
	"reflect"
	"strings"
)

// optionsFrom makes an option of each member that is there, by the name that the
// contract has for it.
func optionsFrom[O any](members map[string]value, names map[string]string) ([]O, error) {
	var options []O
	for member, name := range names {
		content, given := members[member]
		if !given {
			continue
		}
		if strings.HasSuffix(member, "Ms") {
			content = value(`{"$ms":` + string(content) + `}`)
		}
		made, err := optionOf(name, content, reflect.TypeFor[O]())
		if err != nil {
			return nil, fmt.Errorf("%s: %w", member, err)
		}
		options = append(options, made.(O))
	}
	return options, nil
}
