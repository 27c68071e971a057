package match

import (
	"strings"
	"testing"
	"time"
)

func TestPath_CP111_to_CP119(t *testing.T) {
	runCases(t, Options{}, []matchCase{
		{`{"path":"/a"}`, get("/a"), true},          // CP-111
		{`{"path":"/A"}`, get("/a"), true},          // CP-111
		{`{"path":"/a"}`, get("/ab"), false},        // CP-112
		{`{"path":"/a.*"}`, get("/ab"), true},       // CP-112
		{`{"path":"/a.b"}`, get("/a\nb"), true},     // CP-113
		{`{"path":"/É+"}`, get("/éé"), true},        // CP-113
		{`{"path":"/(?!x).*"}`, get("/ay"), true},   // CP-114
		{`{"path":"/(?!x).*"}`, get("/xy"), false},  // CP-114
		{`{"path":"/(.)\\1"}`, get("/aa"), true},    // CP-115
		{`{"path":"/(.)\\1"}`, get("/ab"), false},   // CP-115
		{`{"path":"/a/{b}"}`, get("/a/{b}"), true},  // CP-116
		{`{"path":"/a/{b}"}`, get("/a/c"), false},   // CP-121
		{`{"path":"/a[b"}`, get("/A[b"), true},      // CP-116
		{`{"path":"/a+b"}`, get("/a+b"), true},      // the literal comes first
		{`{"path":"/a b"}`, get("/a%20b"), false},   // CP-118
		{`{"path":"/a%20b"}`, get("/a%20b"), true},  // CP-118
		{`{"path":"/a"}`, get("/a?x=1"), true},      // CP-119
		{`{"path":"/a?x=1"}`, get("/a?x=1"), false}, // CP-119
		{`{"path":"!/a"}`, get("/a"), false},        // CP-123
		{`{"path":"!/a"}`, get("/b"), true},         // CP-123
		{`{"path":""}`, get("/b"), true},
		{`{"path":{"schema":{"pattern":"^/a"}}}`, get("/ab"), true},
		{`{"path":{"schema":{"type":"string","pattern":"^/a"}}}`, get("/b"), false},
	})
	runCases(t, Options{ExactCase: true}, []matchCase{
		{`{"path":"/A"}`, get("/a"), false},
		{`{"path":"/A.*"}`, get("/ab"), false},
	})
}

// CP-117: one slow pattern is paid for once a request, however many
// expectations use it.
func TestCP117_SlowPathPattern(t *testing.T) {
	const limit = 200 * time.Millisecond
	r := NewRequest(get("/" + strings.Repeat("a", 60) + "c"))
	start := time.Now()
	for range 20 {
		if compileJSON(t, `{"path":"/(a+)+\\1[bd]"}`, Options{RegexTimeout: limit}).Match(r) {
			t.Fatal("matched")
		}
	}
	if cost := time.Since(start); cost > 10*limit {
		t.Errorf("20 matchers cost %v, want about %v in all", cost, limit)
	}
	if len(r.Exhausted()) != 1 {
		t.Errorf("exhausted: %q", r.Exhausted())
	}
}

func TestPathParameters_CP120_CP121_CP122(t *testing.T) {
	runCases(t, Options{}, []matchCase{
		{`{"path":"/a/{id}","pathParameters":{"id":["7"]}}`, get("/a/7"), true},
		{`{"path":"/a/{id}","pathParameters":{"id":["7"]}}`, get("/a/8"), false},
		{`{"path":"/a/{id}","pathParameters":{"id":["[0-9]+"]}}`, get("/a/78"), true},
		{`{"path":"/a/{id}","pathParameters":{"id":["[0-9]+"]}}`, get("/a/x"), false},
		{`{"path":"/a/{id}","pathParameters":{"id":[".*"]}}`, get("/a/7/b"), false},
		{`{"path":"/a/{id}","pathParameters":{"id":[".*"]}}`, get("/a/7/"), true},
		{`{"path":"/a/{id}/b/{x}","pathParameters":{"i.*":["7"],"x":["8"]}}`, get("/a/7/b/8"), true},
		{`{"path":"/a/x{id}","pathParameters":{"id":["7"]}}`, get("/a/x7"), false},
		{`{"path":"!/a/{id}","pathParameters":{"id":["7"]}}`, get("/a/7"), true},
		{`{"path":"/a.*","pathParameters":{"?id":["7"]}}`, get("/a/7"), false},
	})
}

func TestPathParameterStyles(t *testing.T) {
	runCases(t, Options{}, []matchCase{
		{`{"path":"/a/{id}","pathParameters":{"id":["1","2"]}}`, get("/a/1,2"), true},
		{`{"path":"/a/{.id}","pathParameters":{"id":["7"]}}`, get("/a/.7"), true},
		{`{"path":"/a/{;id}","pathParameters":{"id":["7"]}}`, get("/a/;id=7"), true},
		{`{"path":"/a/{id*}","pathParameters":{"id":["7"]}}`, get("/a/7"), true},
		{`{"path":"/a/{.id}","pathParameters":{"id":{"parameterStyle":"LABEL_EXPLODED","values":["1","2"]}}}`, get("/a/.1.2"), true},
		{`{"path":"/a/{;v}","pathParameters":{"v":{"parameterStyle":"MATRIX_EXPLODED","values":["a","b"]}}}`, get("/a/;v=a;v=b"), true},
		{`{"path":"/a/{;v}","pathParameters":{"v":{"parameterStyle":"MATRIX_EXPLODED","values":["[ab]"]},"keyMatchStyle":"MATCHING_KEY"}}`, get("/a/;v=a;v=c"), false},
	})
}
