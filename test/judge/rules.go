package main

import (
	"context"
	"errors"

	"github.com/prometheus/common/model"
	"github.com/prometheus/common/promslog"
	"github.com/prometheus/prometheus/model/rulefmt"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/template"
)

// As promtool sets it up without feature flags.
var queryParser = parser.NewParser(parser.Options{})

// queryError is a problem of an expression, with its place in bytes.
type queryError struct {
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Message string `json:"message"`
}

// checkRules does what `promtool check rules --lint=none` does. The result is the list of what is wrong.
func checkRules(text string) (any, error) {
	_, errs := rulefmt.Parse([]byte(text), false, model.UTF8Validation, queryParser, promslog.NewNopLogger())
	messages := make([]string, len(errs))
	for i, err := range errs {
		messages[i] = err.Error()
	}
	return messages, errors.Join(errs...)
}

// checkQuery parses an expression. The result is the list of what is wrong.
func checkQuery(text string) (any, error) {
	_, err := queryParser.ParseExpr(text)
	var errs parser.ParseErrors
	if !errors.As(err, &errs) {
		return nil, err
	}
	result := make([]queryError, len(errs))
	for i, each := range errs {
		result[i] = queryError{int(each.PositionRange.Start), int(each.PositionRange.End), each.Err.Error()}
	}
	return result, err
}

// checkRuleTemplate parses a text as a label or an annotation of an alert.
func checkRuleTemplate(text string) error {
	data := template.AlertTemplateData(map[string]string{}, map[string]string{}, "", promql.Sample{})
	definitions := "{{$labels := .Labels}}{{$externalLabels := .ExternalLabels}}{{$externalURL := .ExternalURL}}{{$value := .Value}}"
	return template.NewTemplateExpander(context.Background(), definitions+text, "__alert_x", data, 0, nil, nil, nil).ParseTest()
}
