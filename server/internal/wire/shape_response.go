package wire

// responseShape is the shape of httpResponse as an action.
var responseShape = responseShapeWith(map[string]shape{
	"delay":             delayShape,
	"connectionOptions": connectionOptionsShape,
	"primary":           booleanShape,
})

// responseMatcherShape is the shape of httpResponse in a verification.
var responseMatcherShape = responseShapeWith(map[string]shape{
	"statusCodeRange":   stringShape,
	"delay":             delayShape,
	"connectionOptions": connectionOptionsShape,
	"primary":           booleanShape,
})

func responseShapeWith(fields map[string]shape) *objectShape {
	s := &objectShape{fields: map[string]shape{
		"statusCode":         integerShape,
		"reasonPhrase":       stringShape,
		"headers":            headersShape,
		"cookies":            cookiesShape,
		"body":               bodyShape{},
		"statusCodeRange":    unsupported{},
		"trailers":           unsupported{},
		"generateFromSchema": unsupported{},
		"recoverAfter":       unsupported{},
	}}
	for name, field := range fields {
		s.fields[name] = field
	}
	return s
}

var timeUnits = enumShape{"DAYS", "HOURS", "MINUTES", "SECONDS", "MILLISECONDS", "MICROSECONDS", "NANOSECONDS"}

var delayShape = &objectShape{fields: map[string]shape{
	"timeUnit":     timeUnits,
	"value":        integerShape,
	"distribution": unsupported{},
	"template":     unsupported{},
	"templateType": unsupported{},
}}

var connectionOptionsShape = &objectShape{fields: map[string]shape{
	"suppressContentLengthHeader": booleanShape,
	"contentLengthHeaderOverride": integerShape,
	"suppressConnectionHeader":    booleanShape,
	"chunkSize":                   integerShape,
	"chunkDelay":                  delayShape,
	"keepAliveOverride":           booleanShape,
	"closeSocket":                 booleanShape,
	"closeSocketDelay":            delayShape,
}}
