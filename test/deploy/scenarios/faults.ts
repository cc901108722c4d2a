import assert from 'node:assert/strict';
import type { Resource, Template } from '../assembly';
import { idOf, resourceOf } from './expectations';

/** A mistake in the template of an example, and the message that must report it. */
export interface Fault {
  readonly name: string;
  readonly example: keyof typeof EXAMPLES;
  readonly plant: (scraper: Resource, template: Template) => void;
  readonly reason: RegExp;
}

export const EXAMPLES = {
  ImportedCluster: 'examples/imported-cluster',
  AwsAuthMerge: 'examples/aws-auth-merge',
  ConfigMap: 'examples/config-map',
  Msk: 'examples/msk',
} as const;

interface Source {
  readonly EksConfiguration: { ClusterArn: unknown; SubnetIds: unknown[]; SecurityGroupIds: unknown[] };
}

const source = ({ Properties }: Resource) => (Properties.Source as Source).EksConfiguration;
export const configure = ({ Properties }: Resource, text: unknown) => {
  Properties.ScrapeConfiguration = { ConfigurationBlob: text };
};

export const CONFIGURATION = 'scrape_configs:\n  - job_name: pods\n';

export const groups = (scraper: Resource, count: number) => {
  const [group] = source(scraper).SecurityGroupIds;
  source(scraper).SecurityGroupIds = Array.from({ length: count }, () => group);
};

export const FAULTS: readonly Fault[] = [
  {
    name: 'the ARN of a cluster that does not exist',
    example: 'ImportedCluster',
    plant: (scraper) => {
      source(scraper).ClusterArn = 'arn:aws:eks:us-east-1:111122223333:cluster/absent';
    },
    reason: /cluster\/absent does not exist/,
  },
  {
    name: 'the id of a workspace in place of its ARN',
    example: 'AwsAuthMerge',
    plant: ({ Properties }) => {
      Properties.Destination = { AmpConfiguration: { WorkspaceArn: { 'Fn::GetAtt': ['CollectorWorkspaceC3B4DFB4', 'WorkspaceId'] } } };
    },
    reason: /WorkspaceArn: 'ws-[-0-9a-f]+' does not match/,
  },
  {
    name: 'one subnet',
    example: 'ImportedCluster',
    plant: (scraper) => {
      source(scraper).SubnetIds.pop();
    },
    reason: /Number of subnets must be at least 2/,
  },
  {
    name: 'two subnets of one Availability Zone',
    example: 'ImportedCluster',
    plant: (scraper) => {
      source(scraper).SubnetIds = ['subnet-0a1b2c3d4e5f60001', 'subnet-0a1b2c3d4e5f60004'];
    },
    reason: /2 subnets are in the Availability Zone us-east-1a/,
  },
  {
    name: 'six security groups',
    example: 'ImportedCluster',
    plant: (scraper) => {
      groups(scraper, 6);
    },
    reason: /securityGroupIds: 6 items, between 1 and 5 are wanted/,
  },
  {
    name: 'a configuration in base64',
    example: 'ImportedCluster',
    plant: (scraper) => {
      configure(scraper, Buffer.from(CONFIGURATION).toString('base64'));
    },
    reason: /Invalid Prometheus scrape configuration/,
  },
  {
    name: 'a configuration encoded by CloudFormation',
    example: 'ImportedCluster',
    plant: (scraper) => {
      configure(scraper, { 'Fn::Base64': CONFIGURATION });
    },
    reason: /Invalid Prometheus scrape configuration/,
  },
  {
    name: 'a property that does not exist',
    example: 'ImportedCluster',
    plant: ({ Properties }) => {
      Properties.ScrapeInterval = '30s';
    },
    reason: /extraneous key \[ScrapeInterval\] is not permitted/,
  },
  {
    name: 'a type that does not exist',
    example: 'ImportedCluster',
    plant: (scraper) => {
      scraper.Type = 'AWS::APS::Collector';
    },
    reason: /Unrecognized resource types: \[AWS::APS::Collector\]/,
  },
  {
    name: 'an alias that the service refuses',
    example: 'ImportedCluster',
    plant: ({ Properties }) => {
      Properties.Alias = '-collector';
    },
    reason: /-collector' does not match/,
  },
  {
    name: 'an access entry for the scraper\'s role',
    example: 'ImportedCluster',
    plant: (scraper, { Resources }) => {
      const [id] = Object.entries(Resources).find(([, resource]) => resource === scraper) ?? assert.fail();
      const Properties = { ClusterName: 'production', PrincipalArn: { 'Fn::GetAtt': [id, 'RoleArn'] } };
      Resources.Entry = { Type: 'AWS::EKS::AccessEntry', Properties };
    },
    reason: /principalArn value of a Service Linked Role/,
  },
  {
    name: 'resources that depend on each other',
    example: 'AwsAuthMerge',
    plant: (scraper, template) => {
      scraper.DependsOn = [idOf(template, 'Custom::AmpAwsAuthMapping')];
    },
    reason: /[Cc]ircular dependency/,
  },
  {
    name: 'a function that may not describe its cluster',
    example: 'AwsAuthMerge',
    plant: (_scraper, template) => {
      const { PolicyDocument } = resourceOf(template, 'AWS::IAM::Policy').Properties as { PolicyDocument: { Statement: Array<{ Action: string }> } };
      for (const statement of PolicyDocument.Statement) statement.Action = 'eks:ListClusters';
    },
    reason: /not authorized to perform: eks:DescribeCluster/,
  },
  {
    name: 'a function that may not look up the brokers',
    example: 'Msk',
    plant: (_scraper, { Resources }) => {
      const policy = Object.entries(Resources).find(([id]) => id.includes('BootstrapBrokersCustomResourcePolicy'))?.[1];
      const { PolicyDocument } = (policy ?? assert.fail()).Properties as { PolicyDocument: { Statement: Array<{ Action: string }> } };
      for (const statement of PolicyDocument.Statement) statement.Action = 'kafka:ListClusters';
    },
    reason: /not authorized to perform: kafka:GetBootstrapBrokers/,
  },
  {
    name: 'a ClusterRole that is bound to another user',
    example: 'ConfigMap',
    plant: (_scraper, { Resources }) => {
      const binding = Object.entries(Resources).find(([id]) => id.startsWith('ClustermanifestAmpCollectorBinding'))?.[1] ?? assert.fail();
      binding.Properties.Manifest = String(binding.Properties.Manifest).replace('"name":"aps-collector-user"', '"name":"aps-collector"');
    },
    reason: /the collector may not discover what it scrapes/,
  },
  {
    name: 'a mapping that keeps the path of the role',
    example: 'ConfigMap',
    plant: (_scraper, { Resources }) => {
      const manifest = Object.entries(Resources).find(([id]) => id.startsWith('ClusterAwsAuthmanifest'))?.[1];
      const parts = (manifest?.Properties.Manifest as { 'Fn::Join': [string, unknown[]] })['Fn::Join'][1];
      const stripped = parts.findIndex(part => typeof part === 'object' && part !== null && 'Fn::Join' in part);
      parts[stripped] = { 'Fn::GetAtt': ['CollectorScraper80196E6A', 'RoleArn'] };
    },
    reason: /is nobody in/,
  },
];
