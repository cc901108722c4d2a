package main

import (
	"github.com/grafana/regexp"
	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/relabel"
	"go.yaml.in/yaml/v2"
)

var defaultRegex = *relabel.DefaultRelabelConfig.Regex.Regexp

// resetDefaults undoes what `regex: "~"` does: the decoder writes it over the expression that all rules have by default.
// In Prometheus that lasts as long as the process; here each text is judged as if it were the first.
func resetDefaults() {
	*relabel.DefaultRelabelConfig.Regex.Regexp = defaultRegex
}

// relabeled are the labels after all rules.
type relabeled struct {
	Keep   bool              `json:"keep"`
	Labels map[string]string `json:"labels"`
}

// relabelLabels applies the rules in the request's text, a YAML list, to its labels.
func relabelLabels(r request) (any, error) {
	var rules []*relabel.Config
	if err := yaml.UnmarshalStrict([]byte(r.Text), &rules); err != nil {
		return nil, err
	}
	scheme := model.UTF8Validation
	if r.Scheme == "legacy" {
		scheme = model.LegacyValidation
	}
	for _, rule := range rules {
		if err := rule.Validate(scheme); err != nil {
			return nil, err
		}
	}
	builder := labels.NewBuilder(labels.FromMap(r.Labels))
	keep := relabel.ProcessBuilder(builder, rules...)
	return relabeled{Keep: keep, Labels: builder.Labels().Map()}, nil
}

// matchRegex answers, for each input that matches, the templates with its groups filled in; null for the others.
func matchRegex(r request) (any, error) {
	regex, err := relabel.NewRegexp(r.Text)
	if err != nil {
		return nil, err
	}
	expanded := make([][]string, len(r.Inputs))
	for i, input := range r.Inputs {
		expanded[i] = expand(regex.Regexp, input, r.Templates)
	}
	return expanded, nil
}

func expand(regex *regexp.Regexp, input string, templates []string) []string {
	match := regex.FindStringSubmatchIndex(input)
	if match == nil {
		return nil
	}
	texts := make([]string, len(templates))
	for i, template := range templates {
		texts[i] = string(regex.ExpandString(nil, template, input, match))
	}
	return texts
}
