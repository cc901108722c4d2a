"""AWS::Grafana::Workspace. The API of service accounts and Grafana itself are servers of the suite."""

from uuid import uuid4

from ministack.core.responses import get_region

import service_model
from service_model import api_names

# The API's names of what CloudFormation calls otherwise.
API_NAMES = {'Name': 'workspaceName', 'Description': 'workspaceDescription', 'RoleArn': 'workspaceRoleArn', 'DataSources': 'workspaceDataSources'}
CHECKED = ('AccountAccessType', 'AuthenticationProviders', 'PermissionType', 'GrafanaVersion', 'NetworkAccessControl', 'VpcConfiguration')

all_by_id = {}


def check(properties):
    request = api_names({name: properties[name] for name in CHECKED if name in properties})
    request |= {api: properties[name] for name, api in API_NAMES.items() if name in properties}
    found = service_model.problems('grafana', 'CreateWorkspace', request)
    if properties['AccountAccessType'] == 'CURRENT_ACCOUNT' and 'RoleArn' not in properties:
        found.append('When the accountAccessType is CURRENT_ACCOUNT a Workspace Role ARN should be provided.')
    if found:
        raise ValueError('ValidationException: ' + '; '.join(found))


def create(_logical_id, properties, _stack):
    check(properties)
    workspace_id = f'g-{uuid4().hex[:10]}'
    all_by_id[workspace_id] = properties
    return workspace_id, attributes(workspace_id)


def update(workspace_id, _old, properties, _stack):
    check(properties)
    all_by_id[workspace_id] = properties
    return workspace_id, attributes(workspace_id)


def delete(workspace_id, _properties):
    all_by_id.pop(workspace_id, None)


def attributes(workspace_id):
    return {'Id': workspace_id, 'Endpoint': f'{workspace_id}.grafana-workspace.{get_region()}.amazonaws.com', 'GrafanaVersion': '10.4'}


HANDLERS = {'AWS::Grafana::Workspace': {'create': create, 'update': update, 'delete': delete}}
