package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/prometheus/common/model"
	"github.com/prometheus/common/promslog"
	"github.com/prometheus/prometheus/config"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/relabel"
	"github.com/prometheus/prometheus/model/rulefmt"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/scrape"
	"github.com/prometheus/prometheus/storage"
	"github.com/prometheus/prometheus/util/teststorage"
)

// anyValue stands for a value that discovery gives and that a selector may name, whatever it is.
const anyValue = "@any@"

// Labels that only a configuration sets. All others may be labels of a metric itself.
var configuredLabels = map[string]bool{"job": true, "cluster": true, "metrics_path": true}

// discovered is a target as a job's discovery finds it.
type discovered struct {
	Job    string            `json:"job"`
	Labels map[string]string `json:"labels"`
}

// readerRule is a rule with its selectors.
type readerRule struct {
	record    string
	alert     string
	expr      parser.Expr
	selectors []*parser.VectorSelector
}

// emptySelector is a selector that finds nothing: the rule's number, and its place in the expression.
type emptySelector struct {
	Rule  int `json:"rule"`
	Start int `json:"start"`
}

// emptySelectors loads a series of each metric for each target of a configuration (the request's text) into Prometheus's storage, evaluates
// every selector of the rules, and returns those that find nothing. Alerts and the records of rules that have a result exist as well.
func emptySelectors(r request) (any, error) {
	cfg, err := config.Load(r.Text, promslog.NewNopLogger())
	if err != nil {
		return nil, err
	}
	rules, err := readRules(r.Rules)
	if err != nil {
		return nil, err
	}
	world, err := newWorld()
	if err != nil {
		return nil, err
	}
	defer world.close()
	for _, target := range r.Targets {
		if err := world.scrape(cfg, target, rules); err != nil {
			return nil, err
		}
	}
	if err := world.evaluate(rules); err != nil {
		return nil, err
	}
	return world.empty(rules)
}

func readRules(texts []string) ([]readerRule, error) {
	var rules []readerRule
	for _, text := range texts {
		groups, errs := rulefmt.Parse([]byte(text), false, model.UTF8Validation, queryParser, promslog.NewNopLogger())
		if len(errs) > 0 {
			return nil, errs[0]
		}
		for _, group := range groups.Groups {
			for _, rule := range group.Rules {
				expr, err := queryParser.ParseExpr(rule.Expr)
				if err != nil {
					return nil, err
				}
				rules = append(rules, readerRule{record: rule.Record, alert: rule.Alert, expr: expr, selectors: selectorsOf(expr)})
			}
		}
	}
	return rules, nil
}

func selectorsOf(expr parser.Expr) []*parser.VectorSelector {
	var found []*parser.VectorSelector
	parser.Inspect(expr, func(node parser.Node, _ []parser.Node) error {
		if selector, ok := node.(*parser.VectorSelector); ok {
			found = append(found, selector)
		}
		return nil
	})
	return found
}

// world is what a workspace has stored at one moment.
type world struct {
	storage *teststorage.TestStorage
	engine  *promql.Engine
	now     time.Time
	written map[string]bool
}

func newWorld() (*world, error) {
	store, err := teststorage.NewWithError()
	if err != nil {
		return nil, err
	}
	engine := promql.NewEngine(promql.EngineOpts{MaxSamples: 1_000_000, Timeout: time.Minute})
	return &world{store, engine, time.Unix(1_700_000_000, 0), map[string]bool{}}, nil
}

func (w *world) close() {
	_ = w.engine.Close()
	_ = w.storage.Close()
}

// scrape writes a series for each selector of the rules as a target would give it: with the labels that the selector asks for, as far as a
// metric may have them itself.
func (w *world) scrape(cfg *config.Config, target discovered, rules []readerRule) error {
	for _, job := range cfg.ScrapeConfigs {
		if job.JobName != target.Job {
			continue
		}
		set := model.LabelSet{}
		for name, value := range target.Labels {
			set[model.LabelName(name)] = model.LabelValue(value)
		}
		targetLabels, err := scrape.PopulateLabels(labels.NewBuilder(labels.EmptyLabels()), job, set, nil)
		if err != nil {
			return fmt.Errorf("%s: %w", job.JobName, err)
		}
		if targetLabels.IsEmpty() {
			continue
		}
		var all []labels.Labels
		for _, rule := range rules {
			for _, selector := range rule.selectors {
				if metric := metricOf(selector); !isRecorded(metric, rules) && !strings.HasPrefix(metric, "ALERTS") {
					all = append(all, seriesOf(job, cfg.GlobalConfig.ExternalLabels, targetLabels, selector, metric))
				}
			}
		}
		if err := w.write(all); err != nil {
			return err
		}
	}
	return nil
}

func isRecorded(metric string, rules []readerRule) bool {
	for _, rule := range rules {
		if rule.record != "" && rule.record == metric {
			return true
		}
	}
	return false
}

func metricOf(selector *parser.VectorSelector) string {
	for _, matcher := range selector.LabelMatchers {
		if matcher.Name == model.MetricNameLabel && matcher.Type == labels.MatchEqual {
			return matcher.Value
		}
	}
	return ""
}

// seriesOf follows mutateSampleLabels of the scrape package, which is not exported. Empty when the series is dropped.
func seriesOf(job *config.ScrapeConfig, external, target labels.Labels, selector *parser.VectorSelector, metric string) labels.Labels {
	isAdded := metric == "up" || strings.HasPrefix(metric, "scrape_")
	builder := labels.NewBuilder(labels.EmptyLabels())
	builder.Set(model.MetricNameLabel, metric)
	if !isAdded {
		for name, value := range askedLabels(selector) {
			if !configuredLabels[name] && !external.Has(name) {
				builder.Set(name, value)
			}
		}
	}
	own := builder.Labels()
	target.Range(func(l labels.Label) {
		value := l.Value
		if strings.Contains(value, anyValue) || l.Name == model.InstanceLabel {
			value = askedLabels(selector)[l.Name]
		}
		if !job.HonorLabels || isAdded || !own.Has(l.Name) {
			builder.Set(l.Name, value)
		}
	})
	if !isAdded && !relabel.ProcessBuilder(builder, job.MetricRelabelConfigs...) {
		return labels.EmptyLabels()
	}
	external.Range(func(l labels.Label) {
		if builder.Get(l.Name) == "" {
			builder.Set(l.Name, l.Value)
		}
	})
	return builder.Labels()
}

// askedLabels are labels with which a series matches a selector. A label that must be missing is.
func askedLabels(selector *parser.VectorSelector) map[string]string {
	asked := map[string]string{}
	refused := map[string]bool{}
	for _, matcher := range selector.LabelMatchers {
		if matcher.Name == model.MetricNameLabel || refused[matcher.Name] {
			continue
		}
		value, ok := "", false
		for _, candidate := range candidates(matcher) {
			if matchesAll(selector, matcher.Name, candidate) {
				value, ok = candidate, true
				break
			}
		}
		refused[matcher.Name] = !ok
		asked[matcher.Name] = value
	}
	return asked
}

func candidates(matcher *labels.Matcher) []string {
	found := []string{matcher.Value}
	found = append(found, matcher.SetMatches()...)
	for _, filler := range []string{"x", "1", "a.b", "200", "500", ""} {
		found = append(found, filler, matcher.Prefix()+filler)
		for _, alternative := range strings.Split(matcher.Value, "|") {
			text := strings.NewReplacer(".+", filler, ".*", filler, "..", "00", "\\", "", "(", "", ")", "", "^", "", "$", "").Replace(alternative)
			found = append(found, text, strings.ReplaceAll(text, "?", ""))
		}
	}
	return found
}

func matchesAll(selector *parser.VectorSelector, name, value string) bool {
	for _, matcher := range selector.LabelMatchers {
		if matcher.Name == name && !matcher.Matches(value) {
			return false
		}
	}
	return true
}

// evaluate writes the records of rules that have a result, and every alert. A round may bring more records to life.
func (w *world) evaluate(rules []readerRule) error {
	var all []labels.Labels
	for _, rule := range rules {
		if rule.alert != "" {
			all = append(all, w.derived(rules, "ALERTS", rule.alert)...)
			all = append(all, w.derived(rules, "ALERTS_FOR_STATE", rule.alert)...)
		}
	}
	if err := w.write(all); err != nil {
		return err
	}
	for before := -1; before != len(w.written); {
		before = len(w.written)
		for _, rule := range rules {
			if rule.record == "" {
				continue
			}
			hasResult, err := w.hasResult(rule.expr)
			if err != nil {
				return err
			}
			if !hasResult {
				continue
			}
			if err := w.write(w.derived(rules, rule.record, "")); err != nil {
				return err
			}
		}
	}
	return nil
}

// derived are series of a metric that a rule writes, with the labels that selectors ask for.
func (w *world) derived(rules []readerRule, metric, alert string) []labels.Labels {
	var all []labels.Labels
	for _, rule := range rules {
		for _, selector := range rule.selectors {
			if metricOf(selector) != metric {
				continue
			}
			builder := labels.NewBuilder(labels.EmptyLabels())
			for name, value := range askedLabels(selector) {
				builder.Set(name, value)
			}
			if alert != "" {
				builder.Set("alertname", alert)
			}
			builder.Set(model.MetricNameLabel, metric)
			all = append(all, builder.Labels())
		}
	}
	return all
}

// hasResult returns whether an expression may have a result, given the selectors that find something. The values and the other labels of
// real series are not known, so operators are not evaluated.
func (w *world) hasResult(expr parser.Expr) (bool, error) {
	switch node := expr.(type) {
	case *parser.VectorSelector:
		return w.finds(node)
	case *parser.Call:
		switch node.Func.Name {
		case "absent", "absent_over_time", "scalar", "vector", "time", "pi":
			return true, nil
		}
	case *parser.BinaryExpr:
		left, err := w.hasResult(node.LHS)
		if err != nil || node.Op == parser.LUNLESS {
			return left, err
		}
		right, err := w.hasResult(node.RHS)
		if node.Op == parser.LOR {
			return left || right, err
		}
		return left && right, err
	}
	for child := range parser.ChildrenIter(expr) {
		inner, ok := child.(parser.Expr)
		if !ok {
			continue
		}
		if has, err := w.hasResult(inner); err != nil || !has {
			return false, err
		}
	}
	return true, nil
}

// finds evaluates a selector without its modifiers, which reach for times that are not loaded.
func (w *world) finds(selector *parser.VectorSelector) (bool, error) {
	plain := &parser.VectorSelector{Name: selector.Name, LabelMatchers: selector.LabelMatchers}
	query, err := w.engine.NewInstantQuery(context.Background(), w.storage, nil, plain.String(), w.now)
	if err != nil {
		return false, err
	}
	defer query.Close()
	vector, err := query.Exec(context.Background()).Vector()
	return len(vector) > 0, err
}

func (w *world) empty(rules []readerRule) ([]emptySelector, error) {
	found := []emptySelector{}
	for index, rule := range rules {
		for _, selector := range rule.selectors {
			ok, err := w.finds(selector)
			if err != nil {
				return nil, err
			}
			if !ok {
				found = append(found, emptySelector{index, int(selector.PosRange.Start)})
			}
		}
	}
	return found, nil
}

func (w *world) write(all []labels.Labels) error {
	var app storage.Appender = w.storage.Appender(context.Background())
	for _, series := range all {
		if series.IsEmpty() || w.written[series.String()] {
			continue
		}
		w.written[series.String()] = true
		if _, err := app.Append(0, series, w.now.UnixMilli(), 1); err != nil {
			return err
		}
	}
	return app.Commit()
}
