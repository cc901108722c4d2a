"""What a service refuses by its own model, which botocore carries as data: lengths, sizes, patterns, required members."""

import re

from botocore.session import get_session


def problems(service, operation, request):
    """`request` has the names of the API, such as `subnetIds`."""
    return list(judge(get_session().get_service_model(service).operation_model(operation).input_shape, request, ''))


def judge(shape, value, path):
    kind = {'structure': structure, 'list': sequence, 'string': string}.get(shape.type_name)
    return kind(shape, value, path) if kind else ()


def structure(shape, value, path):
    if not isinstance(value, dict):
        yield f'{path or "the request"}: a structure is wanted'
        return
    for name in shape.required_members:
        if name not in value:
            yield f'{path}/{name}: is missing'
    if shape.is_tagged_union and len(value) != 1:
        yield f'{path}: exactly one of {", ".join(shape.members)} is wanted'
    for name, member in value.items():
        if name in shape.members:
            yield from judge(shape.members[name], member, f'{path}/{name}')
        else:
            yield f'{path}/{name}: there is no such member'


def sequence(shape, value, path):
    if not isinstance(value, list):
        yield f'{path}: a list is wanted'
        return
    yield from size(shape, len(value), path, 'items')
    for index, item in enumerate(value):
        yield from judge(shape.member, item, f'{path}/{index}')


def string(shape, value, path):
    yield from size(shape, len(str(value)), path, 'characters')
    pattern = shape.metadata.get('pattern')
    if pattern and not re.fullmatch(pattern, str(value)):
        yield f'{path}: {value!r} does not match {pattern}'
    if shape.metadata.get('enum') and value not in shape.metadata['enum']:
        yield f'{path}: {value!r} is none of {", ".join(shape.metadata["enum"])}'


def size(shape, length, path, unit):
    least, most = shape.metadata.get('min', 0), shape.metadata.get('max', float('inf'))
    if not least <= length <= most:
        yield f'{path}: {length} {unit}, between {least} and {most} are wanted'


def api_names(value):
    """CloudFormation's `SubnetIds` are the API's `subnetIds`."""
    if isinstance(value, dict):
        return {name[:1].lower() + name[1:]: api_names(member) for name, member in value.items()}
    return [api_names(item) for item in value] if isinstance(value, list) else value
