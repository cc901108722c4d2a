"""AWS::MSK::Cluster. Its brokers have names of the form that MSK gives them, and do not run."""

import json
from urllib.parse import unquote
from uuid import uuid4

from ministack.core import iam_actions
from ministack.core.responses import get_region
from ministack.services import ec2, msk

import service_model
from service_model import api_names

named = iam_actions.extract_resource_arn
PORTS = {'BootstrapBrokerStringTls': 9094, 'BootstrapBrokerStringSaslIam': 9098}


def apply():
    msk._get_bootstrap_brokers = bootstrap_brokers
    iam_actions.extract_resource_arn = resource_arn


def create(_logical_id, properties, _stack):
    config = {name: value for name, value in properties.items() if name != 'Tags'}
    found = [*service_model.problems('kafka', 'CreateCluster', config), *network_problems(config['BrokerNodeGroupInfo'])]
    if found:
        raise ValueError('BadRequestException: ' + '; '.join(found))
    status, _, answer = msk._create_cluster(json.dumps(api_names(config)))
    if status >= 400:
        raise ValueError(answer)
    arn = json.loads(answer)['clusterArn']
    msk._clusters[arn]['Zone'] = f'{properties["ClusterName"]}.{uuid4().hex[:6]}.c2.kafka.{get_region()}.amazonaws.com'
    return arn, {'Arn': arn}


def network_problems(group):
    subnets = [ec2._subnets[subnet] for subnet in group['ClientSubnets']]
    if len({subnet['AvailabilityZone'] for subnet in subnets}) != len(subnets):
        yield 'the client subnets are not each in an Availability Zone of its own'


def update(arn, _old, _properties, _stack):
    raise ValueError(f'{arn}: MSK clusters are not updated here')


def delete(arn, _properties):
    msk._delete_cluster(arn)


def bootstrap_brokers(arn):
    """In place of ministack's, whose brokers are called like none of MSK's."""
    refused = msk._validate_existing_cluster_arn(arn)
    if refused:
        return refused
    cluster = msk._clusters[arn]
    brokers = [f'b-{number + 1}.{cluster["Zone"]}' for number in range(int(cluster['NumberOfBrokerNodes']))]
    return msk._json({name: ','.join(f'{broker}:{port}' for broker in brokers) for name, port in PORTS.items()})


def resource_arn(service, method, path, *rest):
    """The ARN of a cluster is in the path of a request; ministack takes it for a name."""
    name, _, after = unquote(path).partition('/v1/clusters/')[2].rpartition('/')
    return name if service == 'kafka' and name else named(service, method, path, *rest)

HANDLERS = {'AWS::MSK::Cluster': {'create': create, 'update': update, 'delete': delete}}
