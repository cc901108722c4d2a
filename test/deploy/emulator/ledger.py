"""Writes down what there is, for the tests to read."""

import json
from functools import wraps

from ministack.services import cloudwatch_logs, ec2, eks, iam, sns

import add_ons
import alarms
import alert_managers
import grafana
import rule_groups
import scrapers
import workspaces


def keep(handlers):
    return {resource_type: {action: kept(handle) if callable(handle) else handle for action, handle in handler.items()}
            for resource_type, handler in handlers.items()}


def kept(handle):
    @wraps(handle)
    def write_after(*args, **options):
        try:
            return handle(*args, **options)
        finally:
            with open('ledger.json', 'w') as file:
                json.dump(contents(), file)

    return write_after


def contents():
    return {
        'scrapers': list(scrapers.all_by_arn.values()),
        'scraperCalls': scrapers.calls,
        'workspaces': list(workspaces.all_by_arn),
        'alertManagers': {arn: workspace['AlertManagerDefinition'] for arn, workspace in workspaces.all_by_arn.items()
                          if 'AlertManagerDefinition' in workspace},
        **alert_managers.contents(),
        'ruleGroupsNamespaces': rule_groups.all_by_arn,
        'addOns': list(add_ons.all_by_arn),
        'alarms': list(alarms.all_by_arn),
        'grafanaWorkspaces': list(grafana.all_by_id),
        'topics': list(sns._topics._data),
        'logGroups': [str(key) for key in cloudwatch_logs._log_groups._data],
        'accessEntries': [entry['principalArn'] for entry in eks._access_entries._data.values()],
        'openings': [opening for group in ec2._security_groups._data.values() for opening in openings(group)],
        'roles': {role['Arn']: policies(role) for role in iam._roles._data.values()},
    }


def openings(group):
    """Which security group may reach a group, and at what port."""
    for permission in group['IpPermissions']:
        for pair in permission.get('UserIdGroupPairs', []):
            yield {'from': pair['GroupId'], 'to': group['GroupId'], 'port': int(permission['FromPort'])}


def policies(role):
    documents = [role.get('AssumeRolePolicyDocument', '{}'), *role.get('InlinePolicies', {}).values()]
    trust, *inline = [json.loads(document) if isinstance(document, str) else document for document in documents]
    return {'trust': trust, 'policies': inline}
