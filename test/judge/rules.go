package main

import (
	"errors"

	"github.com/prometheus/common/model"
	"github.com/prometheus/common/promslog"
	"github.com/prometheus/prometheus/model/rulefmt"
	"github.com/prometheus/prometheus/promql/parser"
)

// As promtool sets it up without feature flags.
var promql = parser.NewParser(parser.Options{})

// checkRules does what `promtool check rules --lint=none` does.
func checkRules(text string) error {
	_, errs := rulefmt.Parse([]byte(text), false, model.UTF8Validation, promql, promslog.NewNopLogger())
	return errors.Join(errs...)
}

func checkQuery(text string) error {
	_, err := promql.ParseExpr(text)
	return err
}
