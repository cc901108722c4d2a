"""Writes down what there is of Prometheus and of access to clusters, for the tests to read."""

import json
from functools import wraps

from ministack.services import eks

import scrapers
import workspaces


def keep(handlers):
    return {resource_type: {action: kept(handle) for action, handle in handler.items()} for resource_type, handler in handlers.items()}


def kept(handle):
    @wraps(handle)
    def write_after(*args):
        try:
            return handle(*args)
        finally:
            with open('ledger.json', 'w') as file:
                json.dump({
                    'scrapers': list(scrapers.all_by_arn.values()),
                    'workspaces': list(workspaces.all_by_arn),
                    'accessEntries': [entry['principalArn'] for entry in eks._access_entries.values()],
                }, file)

    return write_after
