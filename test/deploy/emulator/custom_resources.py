"""What CloudFormation does with a custom resource, and ministack does not."""

import os
from uuid import uuid4

from ministack.services.cloudformation import custom_resource

# An answer to the creation of such a resource is lost, as where the function's network does not reach the response URL.
LOST_ANSWER = 'AnswerIsLost'
SILENCE = f'{os.environ["CONTROL_PLANE_URL"]}/silence'

invoke = custom_resource.invoke_custom_resource
response_url = custom_resource._response_url
deliver = custom_resource.deliver_response
ids = {}


def apply():
    custom_resource.invoke_custom_resource = invoke_and_clean_up
    custom_resource.deliver_response = remember_id


def remember_id(token, answer):
    ids[answer.get('StackId'), answer.get('LogicalResourceId')] = answer.get('PhysicalResourceId')
    return deliver(token, answer)


def invoke_and_clean_up(request_type, logical_id, props, stack_name, stack_id, *rest, **options):
    """A failed creation is followed by a deletion, with the id of the answer, or with one of CloudFormation's own."""
    if request_type != 'Create':
        return invoke(request_type, logical_id, props, stack_name, stack_id, *rest, **options)
    ids.pop((stack_id, logical_id), None)
    try:
        return create(logical_id, props, stack_name, stack_id, *rest, **options)
    except Exception as error:
        physical_id = ids.get((stack_id, logical_id)) or f'{stack_name}-{logical_id}-{uuid4().hex[:12].upper()}'
        try:
            invoke('Delete', logical_id, props, stack_name, stack_id, *rest, **{**options, 'physical_id': physical_id})
        except Exception as second:
            raise RuntimeError(f'{error}; DELETE_FAILED: {second}') from error
        raise


def create(logical_id, props, *rest, **options):
    if LOST_ANSWER not in props:
        return invoke('Create', logical_id, props, *rest, **options)
    custom_resource._response_url = lambda _token: SILENCE
    try:
        return invoke('Create', logical_id, props, *rest, **options)
    finally:
        custom_resource._response_url = response_url
