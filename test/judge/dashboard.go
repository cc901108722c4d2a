package main

import (
	"github.com/grafana/grafana-foundation-sdk/go/cog/plugins"
	"github.com/grafana/grafana-foundation-sdk/go/dashboard"
)

// checkDashboard reads a dashboard as Grafana's schema describes it: unknown fields are refused, and limits are checked.
func checkDashboard(text string) error {
	plugins.RegisterDefaultPlugins()
	var read dashboard.Dashboard
	if err := withText(read.UnmarshalJSONStrict([]byte(text))); err != nil {
		return err
	}
	return withText(read.Validate())
}

// withText drops an error of the SDK that is an empty list of errors.
func withText(err error) error {
	if err == nil || err.Error() == "" {
		return nil
	}
	return err
}
