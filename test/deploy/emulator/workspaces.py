"""AWS::APS::Workspace."""

from uuid import uuid4

from ministack.core.responses import get_account_id, get_region

import alert_managers
import service_model
from service_model import api_names

all_by_arn = {}


def check(properties):
    found = list(service_model.problems('amp', 'CreateWorkspace', api_names({name: properties[name] for name in ('Alias',) if name in properties})))
    if 'AlertManagerDefinition' in properties:
        found += alert_managers.problems(properties['AlertManagerDefinition'])
    if found:
        raise ValueError('ValidationException: ' + '; '.join(found))


def create(_logical_id, properties, _stack):
    check(properties)
    # What this account has had for long, by the name that an example gives to it.
    workspace_id = 'ws-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9' if properties.get('Alias') == 'existing' else f'ws-{uuid4()}'
    arn = f'arn:aws:aps:{get_region()}:{get_account_id()}:workspace/{workspace_id}'
    all_by_arn[arn] = properties
    return arn, attributes(arn)


def update(arn, _old, properties, _stack):
    check(properties)
    all_by_arn[arn] = properties
    return arn, attributes(arn)


def delete(arn, _properties):
    all_by_arn.pop(arn, None)


def attributes(arn):
    workspace_id = arn.split('/')[1]
    endpoint = f'https://aps-workspaces.{get_region()}.amazonaws.com/workspaces/{workspace_id}/'
    return {'Arn': arn, 'WorkspaceId': workspace_id, 'PrometheusEndpoint': endpoint}


HANDLERS = {'AWS::APS::Workspace': {'create': create, 'update': update, 'delete': delete}}
