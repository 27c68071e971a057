package mockservertest_test

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

var goBlock = regexp.MustCompile("(?ms)^```go\n(.*?)^```$")

// TestReadme fails unless every example of the client's README stands in
// example_test.go, which is compiled and run.
func TestReadme(t *testing.T) {
	readme, examples := read(t, "../README.md"), leveled(read(t, "example_test.go"))
	blocks := goBlock.FindAllStringSubmatch(readme, -1)
	if len(blocks) < 10 {
		t.Fatalf("found %d examples only", len(blocks))
	}
	for _, block := range blocks {
		code := leveled(block[1])
		if imported, ok := strings.CutPrefix(code, "import "); ok {
			code = imported
		}
		if !strings.Contains(examples, "\n"+code) {
			t.Errorf("no example reads:\n%s", block[1])
		}
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// leveled is the code without indentation.
func leveled(code string) string {
	lines := strings.Split(code, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimSpace(line)
	}
	return strings.Join(lines, "\n")
}
