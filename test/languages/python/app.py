"""The examples of this library as a user of Python writes them: bin/app.ts, examples/typed-jobs.ts and examples/imported-cluster.ts."""

from aws_cdk import App, Aws, CfnOutput, Duration, Environment, Size, Stack
from aws_cdk.aws_ec2 import ISubnet, SecurityGroup, Subnet, SubnetSelection, Vpc
from aws_cdk.aws_eks_v2 import Cluster, DefaultCapacityType, KubernetesVersion
from aws_cdk.aws_sns_subscriptions import EmailSubscription
from cdk_managed_prometheus import (
    ClusterAccess,
    EksCollector,
    EksMonitoring,
    KubernetesRole,
    KubernetesServiceDiscovery,
    Relabeling,
    ScrapeConfiguration,
    ScrapeJob,
    Workspace,
)
from constructs import Construct


class MonitoredCluster(Stack):
    def __init__(self, scope: Construct, construct_id: str) -> None:
        super().__init__(scope, construct_id)

        cluster = Cluster(
            self,
            "Cluster",
            vpc=Vpc(self, "Vpc", max_azs=2, nat_gateways=1),
            version=KubernetesVersion.V1_35,
            default_capacity_type=DefaultCapacityType.NODEGROUP,
        )
        monitoring = EksMonitoring(self, "Monitoring", cluster=cluster, alias="monitored-cluster")
        monitoring.alert_topic.add_subscription(EmailSubscription("platform@example.com"))

        CfnOutput(self, "ScraperId", value=monitoring.collector.scraper_id)
        CfnOutput(self, "QueryUrl", value=monitoring.workspace.query_url)
        CfnOutput(
            self,
            "CheckCommand",
            description="Lists what is scraped; needs awscurl and aps:QueryMetrics",
            value=f'awscurl --service aps --region {Aws.REGION} "{monitoring.workspace.query_url}?query=up"',
        )


class TypedJobs(Stack):
    def __init__(self, scope: Construct, construct_id: str) -> None:
        super().__init__(scope, construct_id)

        cluster = Cluster(
            self,
            "Cluster",
            version=KubernetesVersion.V1_35,
            default_capacity_type=DefaultCapacityType.NODEGROUP,
        )
        EksCollector(
            self,
            "Collector",
            cluster=cluster,
            workspace=Workspace(self, "Workspace", alias="platform"),
            scrape_configuration=ScrapeConfiguration(
                scrape_interval=Duration.seconds(60),
                external_labels={"cluster": cluster.cluster_name},
                jobs=[
                    ScrapeJob.cadvisor(),
                    ScrapeJob.kubelet(),
                    ScrapeJob.api_server(),
                    ScrapeJob.kube_scheduler(),
                    ScrapeJob.kube_controller_manager(),
                    ScrapeJob.pods(annotation_driven=True),
                    ScrapeJob(
                        job_name="payments",
                        scrape_interval=Duration.seconds(30),
                        body_size_limit=Size.mebibytes(10),
                        kubernetes_service_discovery=[
                            KubernetesServiceDiscovery(role=KubernetesRole.ENDPOINTS, namespaces=["payments"]),
                        ],
                        relabelings=[
                            Relabeling.keep(source_labels=["__meta_kubernetes_service_name"], regex="api"),
                            Relabeling.replace(source_labels=["__meta_kubernetes_pod_name"], target_label="pod"),
                        ],
                        metric_relabelings=[Relabeling.drop(source_labels=["__name__"], regex="go_.*")],
                    ),
                ],
            ),
        )


class ImportedCluster(Stack):
    def __init__(self, scope: Construct, construct_id: str) -> None:
        super().__init__(scope, construct_id, env=Environment(account="111122223333", region="us-east-1"))

        EksCollector(
            self,
            "Collector",
            cluster=Cluster.from_cluster_attributes(self, "Cluster", cluster_name="production"),
            access=ClusterAccess.access_entry(),
            vpc_subnets=SubnetSelection(
                subnets=[
                    self._subnet("a", "subnet-0a1b2c3d4e5f60001"),
                    self._subnet("b", "subnet-0a1b2c3d4e5f60002"),
                ],
            ),
            security_groups=[SecurityGroup.from_security_group_id(self, "ClusterSecurityGroup", "sg-0a1b2c3d4e5f60003")],
            workspace=Workspace.from_workspace_arn(
                self,
                "Workspace",
                "arn:aws:aps:us-east-1:111122223333:workspace/ws-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9",
            ),
        )

    def _subnet(self, zone: str, subnet_id: str) -> ISubnet:
        return Subnet.from_subnet_attributes(
            self,
            f"Subnet{zone}",
            subnet_id=subnet_id,
            availability_zone=f"{self.region}{zone}",
        )


def print_problems(configuration: ScrapeConfiguration) -> None:
    """Shows what is wrong with a configuration, as the README does."""
    for problem in configuration.problems():
        print(f"{problem.rule_id} {problem.path}: {problem.message}")


print_problems(
    ScrapeConfiguration.from_object(
        {
            "global": {"scrape_interval": "15s", "sample_limit": -1},
            "scrape_configs": [
                {
                    "job_name": "payments",
                    "honor_labels": True,
                    "static_configs": [{"targets": ["10.0.0.1:9100"]}],
                    "relabel_configs": [{"action": "keep", "source_labels": ["job"], "regex": "("}],
                },
            ],
        },
    ),
)

app = App()
MonitoredCluster(app, "MonitoredCluster")
TypedJobs(app, "TypedJobs")
ImportedCluster(app, "ImportedCluster")
app.synth()
