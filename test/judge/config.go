package main

import (
	"fmt"

	promconfig "github.com/prometheus/common/config"
	"github.com/prometheus/common/promslog"
	"github.com/prometheus/prometheus/config"
	"github.com/prometheus/prometheus/discovery"
	_ "github.com/prometheus/prometheus/discovery/install" // Every service discovery that Prometheus has.
	"github.com/prometheus/prometheus/discovery/kubernetes"
	"github.com/prometheus/prometheus/discovery/targetgroup"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/notifier"
	"github.com/prometheus/prometheus/scrape"
	"go.yaml.in/yaml/v2"
)

// checkConfig does what `promtool check config --syntax-only` does.
// https://github.com/prometheus/prometheus/blob/v3.16.0/cmd/promtool/main.go
func checkConfig(text string) error {
	cfg, err := config.Load(text, promslog.NewNopLogger())
	if err != nil {
		return err
	}
	for _, scrapeConfig := range cfg.ScrapeConfigs {
		if err := checkScrapeConfig(scrapeConfig); err != nil {
			return err
		}
	}
	for _, alertmanager := range cfg.AlertingConfig.AlertmanagerConfigs {
		if err := checkAlertmanager(alertmanager); err != nil {
			return err
		}
	}
	return nil
}

func checkScrapeConfig(scrapeConfig *config.ScrapeConfig) error {
	if err := checkTLS(scrapeConfig.HTTPClientConfig.TLSConfig); err != nil {
		return err
	}
	for _, sd := range scrapeConfig.ServiceDiscoveryConfigs {
		switch sd := sd.(type) {
		case *kubernetes.SDConfig:
			if err := checkTLS(sd.HTTPClientConfig.TLSConfig); err != nil {
				return err
			}
		case discovery.StaticConfig:
			if err := checkTargets(sd, scrapeConfig); err != nil {
				return err
			}
		}
	}
	return nil
}

func checkTLS(tls promconfig.TLSConfig) error {
	if tls.CertFile != "" && tls.KeyFile == "" {
		return fmt.Errorf("client cert file %q specified without client key file", tls.CertFile)
	}
	if tls.KeyFile != "" && tls.CertFile == "" {
		return fmt.Errorf("client key file %q specified without client cert file", tls.KeyFile)
	}
	return nil
}

// checkTargets runs the static targets through the relabeling rules.
func checkTargets(groups []*targetgroup.Group, scrapeConfig *config.ScrapeConfig) error {
	builder := labels.NewBuilder(labels.EmptyLabels())
	var targets []*scrape.Target
	for _, group := range groups {
		var failures []error
		targets, failures = scrape.TargetsFromGroup(group, scrapeConfig, targets, builder)
		if len(failures) > 0 {
			return failures[0]
		}
	}
	return nil
}

func checkAlertmanager(alertmanager *config.AlertmanagerConfig) error {
	for _, sd := range alertmanager.ServiceDiscoveryConfigs {
		static, ok := sd.(discovery.StaticConfig)
		if !ok {
			continue
		}
		for _, group := range static {
			if _, _, err := notifier.AlertmanagerFromGroup(group, alertmanager); err != nil {
				return err
			}
		}
	}
	return nil
}

// effectiveConfig is the configuration with every default filled in, as Prometheus shows it at /api/v1/status/config.
func effectiveConfig(text string) (any, error) {
	if err := checkConfig(text); err != nil {
		return nil, err
	}
	cfg, err := config.Load(text, promslog.NewNopLogger())
	if err != nil {
		return nil, err
	}
	var effective any
	if err := yaml.Unmarshal([]byte(cfg.String()), &effective); err != nil {
		return nil, err
	}
	return jsonValue(effective), nil
}

// jsonValue gives maps the string keys that JSON needs.
func jsonValue(value any) any {
	switch value := value.(type) {
	case map[any]any:
		object := make(map[string]any, len(value))
		for key, member := range value {
			object[fmt.Sprint(key)] = jsonValue(member)
		}
		return object
	case []any:
		for i, item := range value {
			value[i] = jsonValue(item)
		}
	}
	return value
}
