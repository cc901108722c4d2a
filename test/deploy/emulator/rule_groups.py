"""AWS::APS::RuleGroupsNamespace. A name is in a workspace once, and Prometheus has to understand the rules."""

import judge
import workspaces

all_by_arn = {}


def check(properties):
    found = judge.problems('rules', properties['Data'])
    if len(properties['Data'].encode()) > 1_000_000:
        found.append('the rules have more than 1,000,000 bytes')
    if found:
        raise ValueError('ValidationException: ' + '; '.join(found))


def create(_logical_id, properties, _stack):
    check(properties)
    arn = f'{properties["Workspace"].replace(":workspace/", ":rulegroupsnamespace/")}/{properties["Name"]}'
    if properties['Workspace'] not in workspaces.all_by_arn:
        raise ValueError(f'ResourceNotFoundException: {properties["Workspace"]} does not exist')
    if arn in all_by_arn:
        raise ValueError(f'ConflictException: the workspace has a namespace {properties["Name"]}')
    all_by_arn[arn] = properties
    return arn, {'Arn': arn}


def update(arn, _old, properties, _stack):
    check(properties)
    all_by_arn[arn] = properties
    return arn, {'Arn': arn}


def delete(arn, _properties):
    all_by_arn.pop(arn, None)


HANDLERS = {'AWS::APS::RuleGroupsNamespace': {'create': create, 'update': update, 'delete': delete}}
