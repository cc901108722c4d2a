"""AWS::APS::Scraper, as strict as the service."""

import os
import subprocess
import tempfile
from collections import Counter
from uuid import uuid4

import yaml
from ministack.core.responses import get_account_id, get_region
from ministack.services import ec2, eks, iam

import service_model
from service_model import api_names

SERVICE_ROLE_PATH = 'role/aws-service-role/scraper.aps.amazonaws.com/AWSServiceRoleForAmazonPrometheusScraper'
# A scraper of this name comes to nothing, as one does that cannot reach its cluster.
FAILING_ALIAS = 'creation-fails'

all_by_arn = {}
# The calls that reached the service, in their order.
calls = []


def create(_logical_id, properties, _stack):
    calls.append('create')
    check(properties)
    scraper_id = f's-{uuid4()}'
    if properties.get('Alias') == FAILING_ALIAS:
        raise ValueError(f'Scraper {scraper_id} entered status CREATION_FAILED: could not connect to the cluster endpoint')
    arn = f'arn:aws:aps:{get_region()}:{get_account_id()}:scraper/{scraper_id}'
    # The role has an id of its own, which nobody can know before.
    role = f'arn:aws:iam::{get_account_id()}:{SERVICE_ROLE_PATH}_{str(uuid4())[:15]}'
    iam._roles[role.split('/')[-1]] = {'RoleName': role.split('/')[-1], 'Arn': role, 'Path': '/aws-service-role/scraper.aps.amazonaws.com/'}
    all_by_arn[arn] = {'Arn': arn, 'ScraperId': scraper_id, 'RoleArn': role, 'Properties': properties}
    let_in(properties, role)
    return arn, attributes(arn)


def update(arn, _old, properties, _stack):
    calls.append('update')
    check(properties)
    all_by_arn[arn]['Properties'] = properties
    return arn, attributes(arn)


def attributes(arn):
    return {name: all_by_arn[arn][name] for name in ('Arn', 'ScraperId', 'RoleArn')}


def delete(arn, properties):
    calls.append('delete')
    scraper = all_by_arn.pop(arn, None)
    if scraper is None:
        return
    iam._roles.pop(scraper['RoleArn'].split('/')[-1], None)
    if cluster_of(properties):
        eks._delete_access_entry(cluster_of(properties)['name'], scraper['RoleArn'])


def check(properties):
    request = {name: value for name, value in properties.items() if name not in ('Tags', 'ScraperLoggingConfiguration')}
    found = [
        *service_model.problems('amp', 'CreateScraper', api_names(request)),
        *network_problems(properties),
        *account_problems(properties),
        *configuration_problems(properties['ScrapeConfiguration'].get('ConfigurationBlob', '')),
    ]
    if found:
        raise ValueError('ValidationException: ' + '; '.join(found))


def cluster_of(properties):
    arn = properties['Source'].get('EksConfiguration', {}).get('ClusterArn', '')
    return eks._clusters.get(arn.split('/')[-1])


def network_problems(properties):
    [source] = properties['Source'].values()
    subnets = [ec2._subnets[subnet] for subnet in source['SubnetIds'] if subnet in ec2._subnets]
    groups = [ec2._security_groups[group] for group in source.get('SecurityGroupIds', []) if group in ec2._security_groups]
    if len(source['SubnetIds']) < 2:
        yield 'Number of subnets must be at least 2'
    for zone, count in Counter(subnet['AvailabilityZone'] for subnet in subnets).items():
        if count > 1:
            yield f'{count} subnets are in the Availability Zone {zone}, where one is wanted'
    vpcs = {member['VpcId'] for member in subnets + groups}
    cluster = cluster_of(properties)
    if cluster:
        vpcs.add(cluster['resourcesVpcConfig']['vpcId'])
        if str(cluster['resourcesVpcConfig'].get('endpointPrivateAccess')).lower() != 'true':
            yield f'the endpoint of the cluster {cluster["name"]} has no private access'
    if len(vpcs) > 1:
        yield f'cluster, subnets and security groups are in several VPCs: {", ".join(sorted(vpcs))}'


def account_problems(properties):
    """The service's own role writes in its own account; the two roles that are given instead are of either account."""
    arn = properties['Destination'].get('AmpConfiguration', {}).get('WorkspaceArn', '')
    roles = properties.get('RoleConfiguration', {})
    owners = {name: role.split(':')[4] for name, role in roles.items()}
    if arn and arn.split(':')[3] != get_region():
        yield f'the workspace {arn} is not in the Region {get_region()}'
    if arn and arn.split(':')[4] != owners.get('TargetRoleArn', get_account_id()):
        yield f'the workspace {arn} is of another account than the role that writes to it'
    if owners.get('SourceRoleArn', get_account_id()) != get_account_id():
        yield f'the role {roles["SourceRoleArn"]} is of another account'


def configuration_problems(text):
    try:
        document = yaml.safe_load(text)
    except yaml.YAMLError as error:
        document = str(error)
    if not isinstance(document, dict) or not document.get('scrape_configs'):
        yield 'Invalid Prometheus scrape configuration'
    else:
        yield from prometheus_problems(text)


def prometheus_problems(text):
    """What Prometheus's own packages say."""
    with tempfile.NamedTemporaryFile('w', suffix='.yml') as file:
        file.write(text)
        file.flush()
        answer = subprocess.run([os.environ['PROMETHEUS_JUDGE'], file.name], capture_output=True, text=True, timeout=60, check=False)
    if answer.returncode != 0:
        yield f'Invalid Prometheus scrape configuration: {answer.stdout.split(": ", 1)[-1].strip()}'


def let_in(properties, role):
    """Where access entries are read, the service makes its own."""
    cluster = cluster_of(properties)
    if cluster and cluster['accessConfig'].get('authenticationMode') != 'CONFIG_MAP':
        eks._create_access_entry(cluster['name'], {'principalArn': role})


HANDLERS = {'AWS::APS::Scraper': {'create': create, 'update': update, 'delete': delete}}
