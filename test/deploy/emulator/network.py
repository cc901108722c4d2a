"""What the emulator's network lacks, and the network that the examples with an imported cluster name."""

from uuid import uuid4

from ministack.core.responses import request_scope
from ministack.services import ec2
from ministack.services.cloudformation import provisioners

EXISTING_VPC = 'vpc-0a1b2c3d4e5f60000'
EXISTING_SUBNETS = {'subnet-0a1b2c3d4e5f60001': 'a', 'subnet-0a1b2c3d4e5f60002': 'b', 'subnet-0a1b2c3d4e5f60004': 'a'}
EXISTING_SECURITY_GROUP = 'sg-0a1b2c3d4e5f60003'

VPC = provisioners._RESOURCE_HANDLERS['AWS::EC2::VPC']

ingress_rules = {}


def new_id(prefix):
    return f'{prefix}-{uuid4().hex[:17]}'


def create_vpc(*args):
    """With the attribute that the emulator's own does not give."""
    vpc, attributes = VPC['create'](*args)
    return vpc, {**attributes, 'CidrBlock': ec2._vpcs[vpc]['CidrBlock']}


def create_address(_logical_id, _properties, _stack):
    allocation_id, address = new_id('eipalloc'), f'198.51.100.{len(ec2._addresses) + 1}'
    ec2._addresses[allocation_id] = {'AllocationId': allocation_id, 'PublicIp': address, 'Domain': 'vpc'}
    return address, {'AllocationId': allocation_id, 'PublicIp': address}


def delete_address(address, _properties):
    for allocation_id, record in list(ec2._addresses.items()):
        if record['PublicIp'] == address:
            del ec2._addresses[allocation_id]


def create_nat_gateway(_logical_id, properties, _stack):
    gateway = new_id('nat')
    ec2._nat_gateways[gateway] = {'NatGatewayId': gateway, 'State': 'available', **properties}
    return gateway, {'NatGatewayId': gateway}


def delete_nat_gateway(gateway, _properties):
    ec2._nat_gateways.pop(gateway, None)


def add_security_group(vpc_id, group_id=None):
    group_id = group_id or new_id('sg')
    ec2._security_groups[group_id] = {
        'GroupId': group_id, 'GroupName': group_id, 'Description': '', 'VpcId': vpc_id, 'IpPermissions': [], 'IpPermissionsEgress': [],
    }
    return group_id


def create_ingress(_logical_id, properties, _stack):
    """Between two groups, as all of ours are."""
    permission = {
        'IpProtocol': properties['IpProtocol'], 'FromPort': properties['FromPort'], 'ToPort': properties['ToPort'],
        'UserIdGroupPairs': [{'GroupId': properties['SourceSecurityGroupId']}], 'IpRanges': [],
    }
    permissions = ec2._security_groups[properties['GroupId']]['IpPermissions']
    if permission in permissions:
        raise ValueError('InvalidPermission.Duplicate: the specified rule already exists')
    permissions.append(permission)
    rule = new_id('sgr')
    ingress_rules[rule] = permission
    return rule, {'Id': rule}


def delete_ingress(rule, properties):
    permission = ingress_rules.pop(rule, None)
    group = ec2._security_groups.get(properties['GroupId'])
    if group and permission in group['IpPermissions']:
        group['IpPermissions'].remove(permission)


def add_existing(account, region):
    with request_scope(account, region):
        ec2._vpcs[EXISTING_VPC] = {'VpcId': EXISTING_VPC, 'CidrBlock': '10.1.0.0/16', 'State': 'available', 'IsDefault': False}
        for subnet_id, zone in EXISTING_SUBNETS.items():
            ec2._subnets[subnet_id] = {'SubnetId': subnet_id, 'VpcId': EXISTING_VPC, 'AvailabilityZone': region + zone, 'CidrBlock': '10.1.0.0/24'}
        add_security_group(EXISTING_VPC, EXISTING_SECURITY_GROUP)


HANDLERS = {
    'AWS::EC2::VPC': {**VPC, 'create': create_vpc},
    'AWS::EC2::EIP': {'create': create_address, 'delete': delete_address},
    'AWS::EC2::NatGateway': {'create': create_nat_gateway, 'delete': delete_nat_gateway},
    'AWS::EC2::SecurityGroupIngress': {'create': create_ingress, 'delete': delete_ingress},
}
