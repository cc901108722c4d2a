// Command judge answers what Prometheus itself thinks of a text, by Prometheus's own packages.
//
// With files as arguments it judges each as a scrape configuration, one line per file, and exits with 1 when one is bad.
// Without, it reads one JSON request per line and answers each with one line of JSON.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
)

// request asks about a text; the other fields belong to single kinds.
type request struct {
	ID        int               `json:"id"`
	Kind      string            `json:"kind"`
	Text      string            `json:"text"`
	Labels    map[string]string `json:"labels,omitempty"`
	Scheme    string            `json:"scheme,omitempty"`
	Inputs    []string          `json:"inputs,omitempty"`
	Templates []string          `json:"templates,omitempty"`
	Questions []question        `json:"questions,omitempty"`
	Rules     []string          `json:"rules,omitempty"`
	Targets   []discovered      `json:"targets,omitempty"`
}

// response is the verdict, with what the kind has to show for it.
type response struct {
	ID      int    `json:"id"`
	Verdict string `json:"verdict"`
	Message string `json:"message,omitempty"`
	Result  any    `json:"result,omitempty"`
}

var kinds = map[string]func(request) (any, error){
	"config":       func(r request) (any, error) { return nil, checkConfig(r.Text) },
	"effective":    func(r request) (any, error) { return effectiveConfig(r.Text) },
	"relabel":      func(r request) (any, error) { return relabelLabels(r) },
	"scrape":       func(r request) (any, error) { return checkScrape(r) },
	"regex":        func(r request) (any, error) { return matchRegex(r) },
	"rules":        func(r request) (any, error) { return checkRules(r.Text) },
	"promql":       func(r request) (any, error) { return checkQuery(r.Text) },
	"ruletemplate": func(r request) (any, error) { return nil, checkRuleTemplate(r.Text) },
	"alertmanager": func(r request) (any, error) { return nil, checkDefinition(r.Text) },
	"notify":       func(r request) (any, error) { return notifications(r.Text, r.Questions) },
	"render":       func(r request) (any, error) { return renderTemplate(r.Text, r.Labels) },
	"template":     func(r request) (any, error) { return nil, checkTemplate(r.Text) },
	"aws-auth":     func(r request) (any, error) { return readMapRoles(r.Text) },
	"selectors":    func(r request) (any, error) { return emptySelectors(r) },
	"dashboard":    func(r request) (any, error) { return nil, checkDashboard(r.Text) },
	"grafana":      func(r request) (any, error) { return nil, checkGrafanaBody(r.Labels["route"], r.Text) },
	"discovery":    func(r request) (any, error) { return discoverObjects(r.Text) },
	"fields":       func(request) (any, error) { return configFields(), nil },
}

func main() {
	if len(os.Args) > 1 {
		os.Exit(judgeFiles(os.Args[1:]))
	}
	if err := serve(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

func serve(in io.Reader, out io.Writer) error {
	reader := bufio.NewReader(in)
	answers := json.NewEncoder(out)
	for {
		line, err := reader.ReadBytes('\n')
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		var r request
		if err := json.Unmarshal(line, &r); err != nil {
			return err
		}
		if err := answers.Encode(answer(r)); err != nil {
			return err
		}
	}
}

// answer turns a panic into a bad verdict: a text that crashes Prometheus is not accepted by it.
func answer(r request) (verdict response) {
	defer func() {
		if reason := recover(); reason != nil {
			verdict = response{ID: r.ID, Verdict: "bad", Message: fmt.Sprint("panic: ", reason)}
		}
	}()
	judge, ok := kinds[r.Kind]
	if !ok {
		return response{ID: r.ID, Verdict: "bad", Message: "unknown kind of request: " + r.Kind}
	}
	resetDefaults()
	result, err := judge(r)
	if err != nil {
		return response{ID: r.ID, Verdict: "bad", Message: err.Error(), Result: result}
	}
	return response{ID: r.ID, Verdict: "good", Result: result}
}

func judgeFiles(names []string) int {
	code := 0
	for _, name := range names {
		content, err := os.ReadFile(name)
		if err == nil {
			err = checkConfig(string(content))
		}
		if err != nil {
			fmt.Printf("bad  %s: %s\n", name, err)
			code = 1
			continue
		}
		fmt.Printf("good %s\n", name)
	}
	return code
}
