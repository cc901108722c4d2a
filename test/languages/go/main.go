// The examples of this library as a user of Go writes them: bin/app.ts, examples/typed-jobs.ts and examples/imported-cluster.ts.
package main

import (
	"fmt"

	"example.com/cdk-managed-prometheus-go/managedprometheus"
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awseksv2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssnssubscriptions"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)

func newMonitoredCluster(scope constructs.Construct, id string) {
	stack := awscdk.NewStack(scope, &id, nil)

	cluster := awseksv2.NewCluster(stack, jsii.String("Cluster"), &awseksv2.ClusterProps{
		Vpc:                 awsec2.NewVpc(stack, jsii.String("Vpc"), &awsec2.VpcProps{MaxAzs: jsii.Number(2), NatGateways: jsii.Number(1)}),
		Version:             awseksv2.KubernetesVersion_V1_35(),
		DefaultCapacityType: awseksv2.DefaultCapacityType_NODEGROUP,
	})
	monitoring := managedprometheus.NewEksMonitoring(stack, jsii.String("Monitoring"), &managedprometheus.EksMonitoringProps{
		Cluster: cluster,
		Alias:   jsii.String("monitored-cluster"),
	})
	monitoring.AlertTopic().AddSubscription(awssnssubscriptions.NewEmailSubscription(jsii.String("platform@example.com"), nil))

	awscdk.NewCfnOutput(stack, jsii.String("ScraperId"), &awscdk.CfnOutputProps{Value: monitoring.Collector().ScraperId()})
	awscdk.NewCfnOutput(stack, jsii.String("QueryUrl"), &awscdk.CfnOutputProps{Value: monitoring.Workspace().QueryUrl()})
	awscdk.NewCfnOutput(stack, jsii.String("CheckCommand"), &awscdk.CfnOutputProps{
		Description: jsii.String("Lists what is scraped; needs awscurl and aps:QueryMetrics"),
		Value:       jsii.Sprintf(`awscurl --service aps --region %s "%s?query=up"`, *awscdk.Aws_REGION(), *monitoring.Workspace().QueryUrl()),
	})
}

func newTypedJobs(scope constructs.Construct, id string) {
	stack := awscdk.NewStack(scope, &id, nil)

	cluster := awseksv2.NewCluster(stack, jsii.String("Cluster"), &awseksv2.ClusterProps{
		Version:             awseksv2.KubernetesVersion_V1_35(),
		DefaultCapacityType: awseksv2.DefaultCapacityType_NODEGROUP,
	})
	managedprometheus.NewEksCollector(stack, jsii.String("Collector"), &managedprometheus.EksCollectorProps{
		Cluster: cluster,
		Workspace: managedprometheus.NewWorkspace(stack, jsii.String("Workspace"), &managedprometheus.WorkspaceProps{
			Alias: jsii.String("platform"),
		}),
		ScrapeConfiguration: managedprometheus.NewScrapeConfiguration(&managedprometheus.ScrapeConfigurationProps{
			ScrapeInterval: awscdk.Duration_Seconds(jsii.Number(60)),
			ExternalLabels: &map[string]*string{"cluster": cluster.ClusterName()},
			Jobs:           jobs(),
		}),
	})
}

func jobs() *[]managedprometheus.ScrapeJob {
	return &[]managedprometheus.ScrapeJob{
		managedprometheus.ScrapeJob_Cadvisor(nil),
		managedprometheus.ScrapeJob_Kubelet(nil),
		managedprometheus.ScrapeJob_ApiServer(nil),
		managedprometheus.ScrapeJob_KubeScheduler(nil),
		managedprometheus.ScrapeJob_KubeControllerManager(nil),
		managedprometheus.ScrapeJob_Pods(&managedprometheus.PodsJobOptions{AnnotationDriven: jsii.Bool(true)}),
		managedprometheus.NewScrapeJob(&managedprometheus.ScrapeJobProps{
			JobName:        jsii.String("payments"),
			ScrapeInterval: awscdk.Duration_Seconds(jsii.Number(30)),
			BodySizeLimit:  awscdk.Size_Mebibytes(jsii.Number(10)),
			KubernetesServiceDiscovery: &[]*managedprometheus.KubernetesServiceDiscovery{
				{Role: managedprometheus.KubernetesRole_ENDPOINTS, Namespaces: jsii.Strings("payments")},
			},
			Relabelings: &[]managedprometheus.Relabeling{
				managedprometheus.Relabeling_Keep(&managedprometheus.RelabelingMatchOptions{
					SourceLabels: jsii.Strings("__meta_kubernetes_service_name"),
					Regex:        jsii.String("api"),
				}),
				managedprometheus.Relabeling_Replace(&managedprometheus.ReplaceRelabelingOptions{
					SourceLabels: jsii.Strings("__meta_kubernetes_pod_name"),
					TargetLabel:  jsii.String("pod"),
				}),
			},
			MetricRelabelings: &[]managedprometheus.Relabeling{dropMetrics("go_.*")},
		}),
	}
}

func dropMetrics(regex string) managedprometheus.Relabeling {
	return managedprometheus.Relabeling_Drop(&managedprometheus.RelabelingMatchOptions{
		SourceLabels: jsii.Strings("__name__"),
		Regex:        &regex,
	})
}

func newImportedCluster(scope constructs.Construct, id string) {
	stack := awscdk.NewStack(scope, &id, &awscdk.StackProps{
		Env: &awscdk.Environment{Account: jsii.String("111122223333"), Region: jsii.String("us-east-1")},
	})
	subnet := func(zone, subnetId string) awsec2.ISubnet {
		return awsec2.Subnet_FromSubnetAttributes(stack, jsii.String("Subnet"+zone), &awsec2.SubnetAttributes{
			SubnetId:         &subnetId,
			AvailabilityZone: jsii.String(*stack.Region() + zone),
		})
	}

	managedprometheus.NewEksCollector(stack, jsii.String("Collector"), &managedprometheus.EksCollectorProps{
		Cluster: awseksv2.Cluster_FromClusterAttributes(stack, jsii.String("Cluster"), &awseksv2.ClusterAttributes{
			ClusterName: jsii.String("production"),
		}),
		Access: managedprometheus.ClusterAccess_AccessEntry(),
		VpcSubnets: &awsec2.SubnetSelection{
			Subnets: &[]awsec2.ISubnet{subnet("a", "subnet-0a1b2c3d4e5f60001"), subnet("b", "subnet-0a1b2c3d4e5f60002")},
		},
		SecurityGroups: &[]awsec2.ISecurityGroup{
			awsec2.SecurityGroup_FromSecurityGroupId(stack, jsii.String("ClusterSecurityGroup"), jsii.String("sg-0a1b2c3d4e5f60003"), nil),
		},
		Workspace: managedprometheus.Workspace_FromWorkspaceArn(stack, jsii.String("Workspace"),
			jsii.String("arn:aws:aps:us-east-1:111122223333:workspace/ws-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9")),
	})
}

// printProblems shows what is wrong with a configuration, as the README does.
func printProblems(configuration managedprometheus.ScrapeConfiguration) {
	for _, problem := range *configuration.Problems(nil) {
		fmt.Printf("%s %s: %s\n", *problem.RuleId, *problem.Path, *problem.Message)
	}
}

func main() {
	defer jsii.Close()

	printProblems(managedprometheus.ScrapeConfiguration_FromObject(&map[string]interface{}{
		"global": map[string]interface{}{"scrape_interval": "15s", "sample_limit": -1},
		"scrape_configs": []interface{}{
			map[string]interface{}{
				"job_name":        "payments",
				"honor_labels":    true,
				"static_configs":  []interface{}{map[string]interface{}{"targets": []interface{}{"10.0.0.1:9100"}}},
				"relabel_configs": []interface{}{map[string]interface{}{"action": "keep", "source_labels": []interface{}{"job"}, "regex": "("}},
			},
		},
	}))

	app := awscdk.NewApp(nil)
	newMonitoredCluster(app, "MonitoredCluster")
	newTypedJobs(app, "TypedJobs")
	newImportedCluster(app, "ImportedCluster")
	app.Synth(nil)
}
