"""Stack refactors, which ministack lacks: resources get other logical ids, in their stack or in another, and nothing else changes.

They refuse what AWS's guide says is refused: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-refactoring.html
"""

import copy
from uuid import uuid4

from ministack.core.responses import get_account_id, get_region
from ministack.services.cloudformation import handlers, helpers, stacks
from ministack.services.cloudformation.engine import _parse_template, _resolve_refs

MOST_STACKS = 5
FROZEN = ('Parameters', 'Conditions', 'Mappings', 'Outputs')
# These may change: paths of constructs have to.
FREE = ('Metadata', 'DependsOn', 'Properties')

all_by_id = {}


def apply():
    handlers._ACTION_HANDLERS |= {'CreateStackRefactor': create, 'DescribeStackRefactor': describe, 'ExecuteStackRefactor': execute}


def create(params):
    refactor_id = str(uuid4())
    try:
        plan, reason = planned(params), ''
    except ValueError as error:
        plan, reason = None, str(error)
    all_by_id[refactor_id] = {'Plan': plan, 'Reason': reason, 'Execution': 'UNAVAILABLE' if plan is None else 'AVAILABLE'}
    return answer('CreateStackRefactor', f'<StackRefactorId>{refactor_id}</StackRefactorId>')


def describe(params):
    refactor_id = helpers._p(params, 'StackRefactorId')
    if refactor_id not in all_by_id:
        return helpers._error('StackRefactorNotFoundException', f'The stack refactor {refactor_id} does not exist', 404)
    refactor = all_by_id[refactor_id]
    status = 'CREATE_FAILED' if refactor['Plan'] is None else 'CREATE_COMPLETE'
    return answer('DescribeStackRefactor', f'<StackRefactorId>{refactor_id}</StackRefactorId><Status>{status}</Status>'
                  f'<StatusReason>{helpers._esc(refactor["Reason"])}</StatusReason><ExecutionStatus>{refactor["Execution"]}</ExecutionStatus>')


def execute(params):
    refactor = all_by_id.get(helpers._p(params, 'StackRefactorId'))
    if refactor is None or refactor['Execution'] != 'AVAILABLE':
        return helpers._error('ValidationError', 'The stack refactor cannot be executed')
    for stack, template, body, resources in refactor['Plan']:
        stack |= {'_template': template, '_template_body': body, '_resources': resources, 'StackStatus': 'UPDATE_COMPLETE'}
        stacks._add_event(stack['StackId'], stack['StackName'], stack['StackName'], 'AWS::CloudFormation::Stack', 'UPDATE_COMPLETE',
                          physical_id=stack['StackId'])
    refactor['Execution'] = 'EXECUTE_COMPLETE'
    return answer('ExecuteStackRefactor', '')


def answer(action, inner):
    return helpers._xml(200, f'{action}Response', f'<{action}Result>{inner}</{action}Result>')


def planned(params):
    """The stacks with their new templates and resources. Raises where AWS refuses."""
    definitions = {name: (stack_of(name), body) for name, body in definitions_in(params)}
    if not 1 <= len(definitions) <= MOST_STACKS:
        raise ValueError(f'between 1 and {MOST_STACKS} stacks are wanted, got {len(definitions)}')
    origins = {destination: source for source, destination in mappings_in(params)}
    templates = {name: _parse_template(body) for name, (_, body) in definitions.items()}
    wanted = {(name, logical_id) for name, template in templates.items() for logical_id in template.get('Resources', {})}
    there = {(name, logical_id) for name, (stack, _) in definitions.items() for logical_id in stack['_resources']}
    kept = {place: origins.get(place, place) for place in wanted}
    if len(set(kept.values())) != len(kept):
        raise ValueError('a resource is moved to several places')
    if set(kept.values()) != there or not set(origins) <= wanted:
        raise ValueError(f'resources are created or deleted: {sorted(set(kept.values()) ^ there)}')
    return [plan_of(name, stack, body, templates[name], kept, definitions) for name, (stack, body) in definitions.items()]


def plan_of(name, stack, body, template, kept, definitions):
    old = stack['_template']
    if not template.get('Resources'):
        raise ValueError(f'the stack {name} would be empty')
    frozen = [section for section in FROZEN if template.get(section, {}) != old.get(section, {})]
    if frozen:
        raise ValueError(f'{", ".join(frozen)} of the stack {name} may not change')
    resources = {}
    for logical_id in template['Resources']:
        origin, origin_id = kept[name, logical_id]
        resources[logical_id] = {**copy.deepcopy(definitions[origin][0]['_resources'][origin_id]), 'LogicalResourceId': logical_id}
    for logical_id, definition in template['Resources'].items():
        origin, origin_id = kept[name, logical_id]
        before = definitions[origin][0]['_template']['Resources'][origin_id]
        properties = _resolve_refs(copy.deepcopy(definition.get('Properties', {})), resources, stack['_resolved_params'], stack.get('_conditions', {}),
                                   template.get('Mappings', {}), name, stack['StackId'])
        if attributes(definition) != attributes(before) or properties != resources[logical_id]['Properties']:
            raise ValueError(f'the configuration of {name}.{logical_id} is not that of {origin}.{origin_id}')
    return stack, template, body, resources


def attributes(definition):
    return {name: value for name, value in definition.items() if name not in FREE}


def definitions_in(params):
    index = 1
    while name := helpers._p(params, f'StackDefinitions.member.{index}.StackName'):
        prefix = f'StackDefinitions.member.{index}.'
        body, refused = helpers._resolve_document(params, f'{prefix}TemplateBody', f'{prefix}TemplateURL', 'Template')
        if refused or not body:
            raise ValueError(f'the template of the stack {name} cannot be read')
        yield name.split('/')[1] if name.startswith('arn:') else name, body
        index += 1


def mappings_in(params):
    index = 1
    while helpers._p(params, f'ResourceMappings.member.{index}.Source.StackName'):
        yield tuple(tuple(helpers._p(params, f'ResourceMappings.member.{index}.{end}.{key}').split('/')[-1] for key in ('StackName', 'LogicalResourceId'))
                    for end in ('Source', 'Destination'))
        index += 1


def stack_of(name):
    stack = handlers._resolve_stack(name)
    if stack is None or not stack['StackStatus'].endswith('_COMPLETE') or stack['StackStatus'] == 'DELETE_COMPLETE':
        raise ValueError(f'there is no stack {name} at rest in {get_account_id()}/{get_region()}')
    return stack
