"""EKS clusters whose API server runs outside, and what aws-eks makes them with."""

import json
import os
from urllib.request import Request, urlopen

from ministack.core.responses import get_account_id, get_region
from ministack.services import ec2, eks

import network
import service_model
from service_model import api_names

NETWORK = ('subnetIds', 'securityGroupIds', 'endpointPublicAccess', 'endpointPrivateAccess', 'publicAccessCidrs')


def create(logical_id, properties, stack_name):
    # CloudFormation makes it with the role of the bootstrap.
    creator = f'arn:aws:iam::{get_account_id()}:role/cdk-hnb659fds-cfn-exec-role-{get_account_id()}-{get_region()}'
    return make({'name': f'{stack_name}-{logical_id}'[:80], **api_names(properties)}, creator)


def create_by_cdk(logical_id, properties, stack_name):
    """What the function behind CDK's custom resource does, in place of it: EKS here has no API to make a cluster with."""
    config = {'name': f'{logical_id}-{stack_name}'[:80], **properties['Config']}
    return make(config, properties['AssumeRoleArn'])


def make(config, creator):
    config.pop('tags', None)
    config.pop('logging', None)
    refused = [*service_model.problems('eks', 'CreateCluster', config)]
    if refused:
        raise ValueError('InvalidParameterException: ' + '; '.join(refused))
    status, _, answer = eks._create_cluster(config, creator)
    if status >= 400:
        raise ValueError(answer)
    cluster = eks._clusters[config['name']]
    vpcs = {ec2._subnets[subnet]['VpcId'] for subnet in config['resourcesVpcConfig']['subnetIds']}
    if len(vpcs) != 1:
        raise ValueError(f'InvalidParameterException: subnets of {len(vpcs)} VPCs')
    vpc_id = vpcs.pop()
    cluster['resourcesVpcConfig'] |= {'vpcId': vpc_id, 'clusterSecurityGroupId': network.add_security_group(vpc_id)}
    server = control_plane('POST', '', {'name': config['name'], 'creator': creator})
    cluster |= {'status': 'ACTIVE', 'endpoint': server['endpoint'], 'certificateAuthority': {'data': server['certificate']}}
    return config['name'], attributes(cluster)


def control_plane(method, path, body=None):
    request = Request(f'{os.environ["CONTROL_PLANE_URL"]}/{path}', json.dumps(body or {}).encode(), method=method)
    with urlopen(request, timeout=30) as answer:
        return json.load(answer)


def update(name, _old, properties, _stack):
    raise ValueError(f'{name}: clusters are not updated here')


def delete(name, _properties):
    cluster = eks._clusters.get(name)
    if cluster is None:
        return
    ec2._security_groups.pop(cluster['resourcesVpcConfig']['clusterSecurityGroupId'], None)
    eks._delete_cluster(name)
    control_plane('DELETE', name)


def attributes(cluster):
    issuer = cluster['identity']['oidc']['issuer']
    return {
        'Name': cluster['name'],
        'Arn': cluster['arn'],
        'Endpoint': cluster['endpoint'],
        'CertificateAuthorityData': cluster['certificateAuthority']['data'],
        'ClusterSecurityGroupId': cluster['resourcesVpcConfig']['clusterSecurityGroupId'],
        'EncryptionConfigKeyArn': '',
        'OpenIdConnectIssuerUrl': issuer,
        'OpenIdConnectIssuer': issuer.removeprefix('https://'),
    }


def create_access_entry(_logical_id, properties, _stack):
    if ':role/aws-service-role/' in properties['PrincipalArn']:
        raise ValueError('InvalidParameterException: The caller is not allowed to modify access entries with a principalArn value of a '
                         'Service Linked Role')
    status, _, answer = eks._create_access_entry(properties['ClusterName'], api_names(properties))
    if status >= 400:
        raise ValueError(answer)
    arn = json.loads(answer)['accessEntry']['accessEntryArn']
    return f'{properties["PrincipalArn"]}|{properties["ClusterName"]}', {'AccessEntryArn': arn}


def delete_access_entry(_id, properties):
    eks._delete_access_entry(properties['ClusterName'], properties['PrincipalArn'])


HANDLERS = {
    'AWS::EKS::Cluster': {'create': create, 'update': update, 'delete': delete},
    'Custom::AWSCDK-EKS-Cluster': {'create': create_by_cdk, 'update': update, 'delete': delete},
    'AWS::EKS::AccessEntry': {'create': create_access_entry, 'delete': delete_access_entry},
}
