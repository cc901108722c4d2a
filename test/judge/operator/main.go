// Command operator prints what prometheus-operator generates for monitors: one JSON object per line in, one JSON string per line out, or null
// where the operator refuses the monitor.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	"github.com/prometheus-operator/prometheus-operator/pkg/assets"
	"github.com/prometheus-operator/prometheus-operator/pkg/operator"
	operatorconfig "github.com/prometheus-operator/prometheus-operator/pkg/prometheus"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	answers := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		config, err := generate(lines.Bytes())
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			answers.Encode(nil)
			continue
		}
		answers.Encode(config)
	}
}

func generate(monitor []byte) (string, error) {
	prometheus := &monitoringv1.Prometheus{ObjectMeta: metav1.ObjectMeta{Name: "judge", Namespace: "default"}}
	prometheus.Spec.Version = operator.DefaultPrometheusVersion
	generator, err := operatorconfig.NewConfigGenerator(nil, prometheus)
	if err != nil {
		return "", err
	}
	var object struct {
		Kind string `json:"kind"`
	}
	if err := json.Unmarshal(monitor, &object); err != nil {
		return "", err
	}
	services, pods := map[string]*monitoringv1.ServiceMonitor{}, map[string]*monitoringv1.PodMonitor{}
	switch object.Kind {
	case "ServiceMonitor":
		services["judge"] = &monitoringv1.ServiceMonitor{}
		err = json.Unmarshal(monitor, services["judge"])
	case "PodMonitor":
		pods["judge"] = &monitoringv1.PodMonitor{}
		err = json.Unmarshal(monitor, pods["judge"])
	default:
		err = fmt.Errorf("no monitor: %q", object.Kind)
	}
	if err != nil {
		return "", err
	}
	config, err := generator.GenerateServerConfiguration(prometheus, services, pods, nil, nil, assets.NewTestStoreBuilder(), nil, nil, nil, nil)
	return string(config), err
}
