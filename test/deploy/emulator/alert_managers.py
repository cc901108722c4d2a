"""The alert manager definition of a workspace, as the service refuses it, and the policies of secrets, which ministack lacks."""

import json

import yaml
from ministack.core.responses import get_account_id
from ministack.services import kms, secretsmanager, sns
from ministack.services.cloudformation import provisioners

import judge

INTEGRATIONS = ('sns_configs', 'pagerduty_configs')
KEYS = ('routing_key', 'service_key')

secret_policies = {}


def problems(definition):
    outer = yaml.safe_load(definition)
    if not isinstance(outer, dict) or not isinstance(outer.get('alertmanager_config'), str):
        yield 'Malformed Alertmanager definition'
        return
    inner = yaml.safe_load(outer['alertmanager_config'])
    receivers = inner.get('receivers') or []
    for receiver in receivers:
        for kind in receiver:
            if kind.endswith('_configs') and kind not in INTEGRATIONS:
                yield f'Invalid Alertmanager receiver type: [{kind}]'
        for integration in receiver.get('sns_configs', []):
            topic = integration.get('topic_arn', '')
            if topic.count(':') != 5 or topic.split(':')[4] != get_account_id():
                yield f'Invalid SNS receiver topic account ID: {topic}'
        for integration in receiver.get('pagerduty_configs', []):
            yield from secret_problems(integration)
    yield from (f'error validating Alertmanager config: {problem}' for problem in judge.problems('alertmanager', yaml.safe_dump(inner)))


def secret_problems(integration):
    """Alertmanager itself takes a text in place of the reference to a secret."""
    for key in KEYS:
        reference = integration.get(key)
        if reference is None:
            continue
        secret = reference.get('aws_secrets_manager', {}) if isinstance(reference, dict) else {}
        if set(secret) - {'secret_arn', 'secret_key', 'refresh_interval'} or not {'secret_arn', 'secret_key'} <= set(secret):
            yield f'{key} must be a reference to AWS Secrets Manager'
        elif found(secretsmanager._secrets, secret['secret_arn']) is None:
            yield f'{secret["secret_arn"]} does not exist'
        integration[key] = 'key'


def found(things, arn):
    return next((thing for thing in things._data.values() if arn in (thing.get('ARN'), thing.get('Arn'))), None)


def contents():
    """What notifications need, by ARN: the policies, and the keys."""
    return {
        'topicPolicies': {topic['arn']: policy_and_key(topic['attributes'].get('Policy'), topic['attributes'].get('KmsMasterKeyId'))
                          for topic in sns._topics._data.values()},
        'secretPolicies': {secret['ARN']: policy_and_key(secret_policies.get(secret['ARN']), secret.get('KmsKeyId'))
                           for secret in secretsmanager._secrets._data.values()},
        'keyPolicies': {key['Arn']: document(key['Policy']) for key in kms._keys._data.values()},
    }


def policy_and_key(policy, key):
    arn = next((each['Arn'] for each in kms._keys._data.values() if key in (each['Arn'], each['KeyId'])), key)
    return {'policy': document(policy), 'key': arn}


def document(policy):
    return json.loads(policy) if isinstance(policy, str) and policy else policy


def create_secret(*args):
    """CloudFormation refers to a secret by its ARN, ministack by its name."""
    name, attributes = provisioners._sm_secret_create(*args)
    arn = attributes['Arn']
    secretsmanager._secrets[arn] = secretsmanager._secrets[name]
    del secretsmanager._secrets[name]
    return arn, attributes


def create_secret_policy(_logical_id, properties, _stack):
    if found(secretsmanager._secrets, properties['SecretId']) is None:
        raise ValueError(f'ResourceNotFoundException: {properties["SecretId"]}')
    secret_policies[properties['SecretId']] = properties['ResourcePolicy']
    return properties['SecretId'], {'Id': properties['SecretId']}


def update_secret_policy(secret_id, _old, properties, _stack):
    secret_policies[secret_id] = properties['ResourcePolicy']
    return secret_id, {'Id': secret_id}


def delete_secret_policy(secret_id, _properties):
    secret_policies.pop(secret_id, None)


HANDLERS = {
    'AWS::SecretsManager::Secret': {**provisioners._RESOURCE_HANDLERS['AWS::SecretsManager::Secret'], 'create': create_secret},
    'AWS::SecretsManager::ResourcePolicy': {'create': create_secret_policy, 'update': update_secret_policy, 'delete': delete_secret_policy},
}
