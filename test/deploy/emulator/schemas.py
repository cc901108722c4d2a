"""CloudFormation's own schemas of resource types, from the package cfn-lint, which carries them as data."""

import json
from functools import cache
from importlib.resources import files

import regex
from jsonschema import _keywords, _utils
from jsonschema import Draft7Validator, ValidationError
from jsonschema.validators import extend

# Python's own expressions do not know the \p{L} of the schemas.
_keywords.re = _utils.re = regex

DATA = files('cfnlint') / 'data' / 'schemas'
# CloudFormation takes a number or a boolean for a string, and the other way round.
SCALARS = {
    'string': lambda _checker, value: isinstance(value, (str, int, float)),
    'integer': lambda _checker, value: str(value).lstrip('-').isdigit(),
    'number': lambda _checker, value: str(value).lstrip('-').replace('.', '', 1).isdigit(),
    'boolean': lambda _checker, value: str(value).lower() in ('true', 'false'),
}


def number_within(keyword):
    check = Draft7Validator.VALIDATORS[keyword]
    return lambda validator, limit, value, schema: check(validator, limit, float(value), schema) if SCALARS['number'](None, value) else ()


def one_of(_validator, allowed, value, _schema):
    if str(value) not in map(str, allowed):
        yield ValidationError(f'{value!r} is not a valid enum value')


def pattern(_validator, expression, value, _schema):
    if isinstance(value, str) and not regex.search(expression, value):
        yield ValidationError(f'{value!r} does not match pattern {expression}')


Validator = extend(
    Draft7Validator,
    {'minimum': number_within('minimum'), 'maximum': number_within('maximum'), 'enum': one_of, 'pattern': pattern},
    type_checker=Draft7Validator.TYPE_CHECKER.redefine_many(SCALARS),
)


@cache
def schema(resource_type):
    index = json.loads((DATA / 'providers' / 'us-east-1.json').read_text())
    if resource_type not in index:
        return None
    return json.loads((DATA / 'resources' / f'{index[resource_type]}.json').read_text())


def create_only(resource_type):
    """The properties whose change replaces a resource."""
    paths = schema(resource_type).get('createOnlyProperties', [])
    return tuple(path.removeprefix('/properties/').split('/')[0] for path in paths)


def problems(resource_type, properties):
    """What CloudFormation refuses before it asks the service: unknown, misshapen and read-only properties."""
    known = schema(resource_type)
    if known is None:
        return [f'{resource_type} is not a resource type of CloudFormation']
    read_only = {path.removeprefix('/properties/') for path in known.get('readOnlyProperties', [])}
    writable = set(known['properties']) - (read_only - set(known.get('required', [])))
    unknown = [f'extraneous key [{name}] is not permitted' for name in properties if name not in writable]
    errors = Validator(known).iter_errors({name: value for name, value in properties.items() if name in writable})
    return unknown + [f'#/{"/".join(map(str, error.path))}: {error.message[:300]}' for error in errors]
