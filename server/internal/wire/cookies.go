package wire

import (
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// cookies reads the member called cookies. Of two equal names the last counts.
func (r *reader) cookies(at *place, v jsontree.Value) []model.CookieMatcher {
	var list []model.CookieMatcher
	var names places[model.StringMatcher]
	for _, pair := range r.cookiePairs(at, v) {
		c := model.CookieMatcher{Name: stringMatcher(pair.name), Value: stringMatcher(pair.value)}
		if i, seen := names.of(c.Name); seen {
			list[i] = c
			continue
		}
		list = append(list, c)
	}
	return list
}

// cookiePair is a cookie as it is given.
type cookiePair struct{ name, value jsontree.Value }

// cookiePairs lists the cookies of the array form or of the object form.
func (r *reader) cookiePairs(at *place, v jsontree.Value) []cookiePair {
	given, _ := v.Get("cookies")
	var list []cookiePair
	for i, item := range given.Items {
		name, ok := item.Get("name")
		if !ok {
			r.refusef(at.member("cookies").item(i).member("name"), "is missing but it is required")
		}
		value, _ := item.Get("value")
		list = append(list, cookiePair{name, value})
	}
	for _, m := range given.Members {
		list = append(list, cookiePair{jsontree.StringOf(m.Name), m.Value})
	}
	return list
}

// cookiesValue writes the object form, or the array form when a name is a
// schema.
func cookiesValue(cookies []model.CookieMatcher) jsontree.Value {
	for _, c := range cookies {
		if !isPrefixed(c.Name) {
			return cookieItems(cookies)
		}
	}
	var o object
	for _, c := range cookies {
		o.add(prefixed(c.Name), stringMatcherValue(c.Value))
	}
	return o.value()
}

func cookieItems(cookies []model.CookieMatcher) jsontree.Value {
	items := make([]jsontree.Value, len(cookies))
	for i, c := range cookies {
		var o object
		o.add("name", stringMatcherValue(c.Name))
		o.add("value", stringMatcherValue(c.Value))
		items[i] = o.value()
	}
	return jsontree.ArrayOf(items...)
}
