package replay

import (
	"cmp"
	"regexp"
	"strings"

	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
)

var parameter = regexp.MustCompile(`^\{([^{}]+)\}$`)

// PathParameters asks for the parameters that a path has in braces: for their
// values where known, else for any. Nil without parameters.
func PathParameters(path string, known map[string]string) *model.MultiMatcher {
	var fields []model.Field
	for segment := range strings.SplitSeq(path, "/") {
		if found := parameter.FindStringSubmatch(segment); found != nil {
			fields = append(fields, model.Field{Name: found[1], Value: cmp.Or(known[found[1]], ".*")})
		}
	}
	return wire.LiteralParameters(fields)
}
