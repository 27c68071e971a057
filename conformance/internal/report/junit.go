package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

type junitSuites struct {
	XMLName xml.Name     `xml:"testsuites"`
	Suites  []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Skipped  int         `xml:"skipped,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Class   string        `xml:"classname,attr"`
	Name    string        `xml:"name,attr"`
	Seconds string        `xml:"time,attr"`
	Failure *junitFailure `xml:"failure"`
	Skipped *junitSkipped `xml:"skipped"`
}

type junitFailure struct {
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

type junitSkipped struct {
	Message string `xml:"message,attr"`
}

// WriteJUnit writes one test suite per client, and one for problems of the
// suite itself when there are any. Known failures count as skipped.
func (r Report) WriteJUnit(out io.Writer) error {
	var document junitSuites
	for _, client := range r.Clients {
		document.Suites = append(document.Suites, r.junitSuite(client))
	}
	if len(r.Problems) > 0 {
		document.Suites = append(document.Suites, problemSuite(r.Problems))
	}
	io.WriteString(out, xml.Header)
	encoder := xml.NewEncoder(out)
	encoder.Indent("", "  ")
	if err := encoder.Encode(document); err != nil {
		return err
	}
	_, err := io.WriteString(out, "\n")
	return err
}

func (r Report) junitSuite(client string) junitSuite {
	suite := junitSuite{Name: client}
	for _, result := range r.Results {
		if result.Client == client {
			suite.add(result)
		}
	}
	return suite
}

func (s *junitSuite) add(result Result) {
	entry := junitCase{
		Class: "conformance." + result.Client, Name: result.Case.Name,
		Seconds: fmt.Sprintf("%.3f", result.Took.Seconds()),
	}
	switch result.Outcome {
	case Failed:
		s.Failures++
		var text strings.Builder
		writeFailure(&text, result)
		entry.Failure = &junitFailure{Message: result.Case.GetIntent(), Text: text.String()}
	case Known, Skipped:
		s.Skipped++
		entry.Skipped = &junitSkipped{Message: result.Reason}
	}
	s.Tests++
	s.Cases = append(s.Cases, entry)
}

func problemSuite(problems []string) junitSuite {
	suite := junitSuite{Name: "conformance", Tests: len(problems), Failures: len(problems)}
	for _, problem := range problems {
		suite.Cases = append(suite.Cases, junitCase{
			Class: "conformance", Name: problem, Seconds: "0", Failure: &junitFailure{Message: problem},
		})
	}
	return suite
}
