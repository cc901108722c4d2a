"""What a property names has to exist."""

import re

from ministack.services import ec2, eks, iam, lambda_svc, msk

import workspaces

# A value of this form, and whether there is such a thing.
KINDS = (
    (r'arn:aws:iam::\d+:role/(?:.*/)?([^/*]+)', lambda match: role_exists(match[0], match[1])),
    (r'arn:aws:eks:[^:]+:\d+:cluster/([^/*]+)', lambda match: match[1] in eks._clusters and eks._clusters[match[1]]['arn'] == match[0]),
    (r'arn:aws:aps:[^:]+:\d+:workspace/[^/*]+', lambda match: match[0] in workspaces.all_by_arn),
    (r'arn:aws:kafka:[^:]+:\d+:cluster/[^*]+', lambda match: match[0] in msk._clusters),
    (r'arn:aws:lambda:[^:]+:\d+:function:([^:*]+)', lambda match: match[1] in lambda_svc._functions),
    (r'vpc-[0-9a-z]+', lambda match: match[0] in ec2._vpcs),
    (r'subnet-[0-9a-z]+', lambda match: match[0] in ec2._subnets),
    (r'sg-[0-9a-z]+', lambda match: match[0] in ec2._security_groups),
    (r'eipalloc-[0-9a-z]+', lambda match: match[0] in ec2._addresses),
    (r'rtb-[0-9a-z]+', lambda match: match[0] in ec2._route_tables),
)


def role_exists(arn, name):
    # A role of another account is one, too.
    role = iam._roles.get_scoped(arn.split(':')[4], None, name)
    return role is not None and role['Arn'] == arn


def problems(properties):
    return [f'{text} does not exist' for text in texts(properties) if names_nothing(text)]


def names_nothing(text):
    return any(match and not exists(match) for match, exists in ((re.fullmatch(pattern, text), exists) for pattern, exists in KINDS))


def texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for member in value.values() if isinstance(value, dict) else value:
            yield from texts(member)
