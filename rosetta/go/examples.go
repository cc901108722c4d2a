// Package examples has the examples of README and API in Go.
package examples

import (
	"example.com/cdk-managed-prometheus-go/managedprometheus"
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awseksv2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssnssubscriptions"
	"github.com/aws/jsii-runtime-go"
)

func chooseWhatToScrape(stack awscdk.Stack, cluster awseksv2.Cluster) {
	// example EksCollector
	managedprometheus.NewEksCollector(stack, jsii.String("Collector"), &managedprometheus.EksCollectorProps{
		Cluster: cluster,
		ScrapeConfiguration: managedprometheus.NewScrapeConfiguration(&managedprometheus.ScrapeConfigurationProps{
			ScrapeInterval: awscdk.Duration_Seconds(jsii.Number(60)),
			ExternalLabels: &map[string]*string{"cluster": cluster.ClusterName()},
			Jobs: &[]managedprometheus.ScrapeJob{
				managedprometheus.ScrapeJob_Cadvisor(nil),
				managedprometheus.ScrapeJob_ApiServer(nil),
				managedprometheus.ScrapeJob_Pods(&managedprometheus.PodsJobOptions{AnnotationDriven: jsii.Bool(true)}),
				managedprometheus.NewScrapeJob(&managedprometheus.ScrapeJobProps{
					JobName: jsii.String("payments"),
					KubernetesServiceDiscovery: &[]*managedprometheus.KubernetesServiceDiscovery{
						{Role: managedprometheus.KubernetesRole_ENDPOINTS, Namespaces: jsii.Strings("payments")},
					},
					Relabelings: &[]managedprometheus.Relabeling{
						managedprometheus.Relabeling_Keep(&managedprometheus.RelabelingMatchOptions{
							SourceLabels: jsii.Strings("__meta_kubernetes_service_name"),
							Regex:        jsii.String("api"),
						}),
					},
				}),
			},
		}),
	})
	// end
}

func monitorCluster(stack awscdk.Stack, cluster awseksv2.Cluster) {
	// example EksMonitoring
	monitoring := managedprometheus.NewEksMonitoring(stack, jsii.String("Monitoring"), &managedprometheus.EksMonitoringProps{
		Cluster: cluster,
		Alias:   jsii.String("platform"),
	})
	monitoring.AlertTopic().AddSubscription(awssnssubscriptions.NewEmailSubscription(jsii.String("platform@example.com"), nil))

	managedprometheus.NewWorkspaceBudget(stack, jsii.String("Budget"), &managedprometheus.WorkspaceBudgetProps{
		Workspace:          monitoring.Workspace(),
		ClusterSize:        &managedprometheus.ClusterSize{Nodes: jsii.Number(20), Pods: jsii.Number(400)},
		MaxSamplesPerMonth: jsii.Number(12_000_000_000),
	})
	// end
}

func validateApp() {
	// example PrometheusValidationPlugin
	app := awscdk.NewApp(nil)
	awscdk.Validations_Of(app).AddPlugins(managedprometheus.NewPrometheusValidationPlugin())
	// end
}
