package main

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/prometheus/alertmanager/alert"
	"github.com/prometheus/alertmanager/config"
	"github.com/prometheus/alertmanager/dispatch"
	"github.com/prometheus/alertmanager/eventrecorder"
	"github.com/prometheus/alertmanager/featurecontrol"
	"github.com/prometheus/alertmanager/inhibit"
	"github.com/prometheus/alertmanager/labelset"
	"github.com/prometheus/alertmanager/matcher/compat"
	"github.com/prometheus/alertmanager/notify"
	"github.com/prometheus/alertmanager/provider/mem"
	"github.com/prometheus/alertmanager/template"
	"github.com/prometheus/alertmanager/timeinterval"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/common/model"
	"github.com/prometheus/common/promslog"
)

// Without flags, Alertmanager accepts both syntaxes of matchers.
func init() {
	compat.InitFromFlags(promslog.NewNopLogger(), featurecontrol.NoopFlags{})
}

// checkDefinition does what `amtool check-config` does with the configuration alone.
func checkDefinition(text string) error {
	_, err := config.Load(text)
	return err
}

// checkTemplate parses a text as a template with Alertmanager's functions, and runs it without data.
func checkTemplate(text string) error {
	_, err := notificationText(text, &template.Data{})
	return err
}

// renderTemplate runs a template for two alerts that have the labels, which are their annotations as well.
func renderTemplate(text string, labels map[string]string) (string, error) {
	alert := template.Alert{Status: "firing", Labels: labels, Annotations: labels, StartsAt: time.Unix(0, 0)}
	return notificationText(text, &template.Data{
		Status: "firing", Alerts: template.Alerts{alert, alert}, GroupLabels: labels, CommonLabels: labels, CommonAnnotations: labels,
	})
}

func notificationText(text string, data *template.Data) (string, error) {
	t, err := template.FromGlobs(nil)
	if err != nil {
		return "", err
	}
	return t.ExecuteTextString(text, data)
}

// question asks where an alert goes at a moment while other alerts fire.
type question struct {
	Labels model.LabelSet   `json:"labels"`
	Firing []model.LabelSet `json:"firing"`
	At     time.Time        `json:"at"`
}

// routed is a route that an alert ends in, by its indices from the root, with what it inherited and what mutes it.
type routed struct {
	Path           []int    `json:"path"`
	Receiver       string   `json:"receiver"`
	GroupByAll     bool     `json:"groupByAll"`
	GroupBy        []string `json:"groupBy"`
	GroupWait      int64    `json:"groupWait"`
	GroupInterval  int64    `json:"groupInterval"`
	RepeatInterval int64    `json:"repeatInterval"`
	Outside        []string `json:"outside"`
	MutedBy        []string `json:"mutedBy"`
}

type notified struct {
	Routed    []routed `json:"routed"`
	Inhibited bool     `json:"inhibited"`
}

// notifications answers questions about one configuration by Alertmanager's dispatch, inhibit and timeinterval packages.
func notifications(text string, questions []question) ([]notified, error) {
	cfg, err := config.Load(text)
	if err != nil {
		return nil, err
	}
	intervals := map[string][]timeinterval.TimeInterval{}
	for _, each := range cfg.MuteTimeIntervals {
		intervals[each.Name] = each.TimeIntervals
	}
	for _, each := range cfg.TimeIntervals {
		intervals[each.Name] = each.TimeIntervals
	}
	intervener := timeinterval.NewIntervener(intervals)
	root := dispatch.NewRoute(cfg.Route, nil)
	paths := map[*dispatch.Route][]int{}
	collectPaths(root, []int{}, paths)

	answers := make([]notified, 0, len(questions))
	for _, q := range questions {
		answer := notified{Routed: []routed{}}
		for _, route := range root.Match(q.Labels) {
			outside, mutedBy, err := notify.MutedByTimeIntervals(intervener, route.RouteOpts.ActiveTimeIntervals, route.RouteOpts.MuteTimeIntervals, q.At)
			if err != nil {
				return nil, err
			}
			answer.Routed = append(answer.Routed, describe(route, paths[route], outside, mutedBy))
		}
		if answer.Inhibited, err = inhibited(cfg, q); err != nil {
			return nil, err
		}
		answers = append(answers, answer)
	}
	return answers, nil
}

func describe(route *dispatch.Route, path []int, outside, mutedBy []string) routed {
	opts := route.RouteOpts
	labels := []string{}
	for label := range opts.GroupBy {
		labels = append(labels, string(label))
	}
	return routed{
		Path: path, Receiver: opts.Receiver, GroupByAll: opts.GroupByAll, GroupBy: labels,
		GroupWait: opts.GroupWait.Milliseconds(), GroupInterval: opts.GroupInterval.Milliseconds(), RepeatInterval: opts.RepeatInterval.Milliseconds(),
		Outside: outside, MutedBy: mutedBy,
	}
}

func collectPaths(route *dispatch.Route, path []int, paths map[*dispatch.Route][]int) {
	paths[route] = path
	for i, child := range route.Routes {
		collectPaths(child, append(append([]int{}, path...), i), paths)
	}
}

// inhibited asks an inhibitor that has seen the firing alerts.
func inhibited(cfg *config.Config, q question) (bool, error) {
	if len(cfg.InhibitRules) == 0 || len(q.Firing) == 0 {
		return false, nil
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	alerts, err := mem.NewAlerts(ctx, time.Hour, 0, nil, promslog.NewNopLogger(), eventrecorder.NopRecorder(), prometheus.NewRegistry(), featurecontrol.NoopFlags{})
	if err != nil {
		return false, err
	}
	defer alerts.Close()
	now := time.Now()
	for _, labels := range q.Firing {
		firing := alert.New(model.Alert{Labels: labels, StartsAt: now.Add(-time.Minute), EndsAt: now.Add(time.Hour)}, now, false)
		if err := alerts.Put(ctx, firing); err != nil {
			return false, fmt.Errorf("put: %w", err)
		}
	}
	inhibitor := inhibit.NewInhibitor(alerts, cfg.InhibitRules, promslog.NewNopLogger(), eventrecorder.NopRecorder())
	var running sync.WaitGroup
	running.Add(1)
	go func() {
		defer running.Done()
		inhibitor.Run()
	}()
	inhibitor.WaitForLoading()
	result := inhibitor.Mutes(ctx, labelset.FromModel(q.Labels))
	inhibitor.Stop()
	running.Wait()
	return result, nil
}
