"""Imports into stacks (`cdk import`): ministack's own, for the resource types that it does not know."""

from ministack.services.cloudformation import changesets

import scrapers
import workspaces

BY_TYPE = {'AWS::APS::Scraper': scrapers, 'AWS::APS::Workspace': workspaces}


def apply(provisioners):
    for resource_type, module in BY_TYPE.items():
        # Both are identified by their ARN, by CloudFormation's schemas.
        changesets._IMPORT_LOOKUPS[resource_type] = (('Arn',), missing(resource_type, module))
        provisioners._RESOURCE_HANDLERS[resource_type]['import'] = adopted(module)


def missing(resource_type, module):
    return lambda arn: None if arn in module.all_by_arn else changesets._IMPORT_NOT_FOUND.format(type=resource_type, value=arn)


def adopted(module):
    return lambda identifier: (identifier['Arn'], module.attributes(identifier['Arn']))
