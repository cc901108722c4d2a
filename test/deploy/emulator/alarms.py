"""AWS::CloudWatch::Alarm, with metric math, which ministack lacks. Topics that an alarm notifies have to exist."""

from ministack.core.responses import get_account_id, get_region
from ministack.services import sns

all_by_arn = {}


def check(properties):
    if ('Metrics' in properties) == ('MetricName' in properties):
        raise ValueError('ValidationError: either Metrics or MetricName is wanted')
    for action in [*properties.get('AlarmActions', []), *properties.get('OKActions', [])]:
        if ':sns:' in action and action not in sns._topics:
            raise ValueError(f'ValidationError: Invalid SNS topic ARN: {action}')


def create(logical_id, properties, stack):
    check(properties)
    name = properties.get('AlarmName') or f'{stack}-{logical_id}'
    arn = f'arn:aws:cloudwatch:{get_region()}:{get_account_id()}:alarm:{name}'
    all_by_arn[arn] = properties
    return name, {'Arn': arn}


def update(name, _old, properties, _stack):
    check(properties)
    return name, {}


def delete(name, _properties):
    for arn in [arn for arn in all_by_arn if arn.endswith(f':alarm:{name}')]:
        del all_by_arn[arn]


HANDLERS = {'AWS::CloudWatch::Alarm': {'create': create, 'update': update, 'delete': delete}}
