"""Has every resource of a stack judged before it is made or changed."""

import references
import schemas

# Policies may speak of what does not exist yet, or not any more.
FREE_TO_NAME = ('AWS::IAM::', 'AWS::S3::BucketPolicy', 'AWS::KMS::', 'AWS::ECR::')
# CDK's own mark on a stack is in no schema.
WITHOUT_SCHEMA = ('Custom::', 'AWS::CDK::Metadata', 'AWS::CloudFormation::')


def apply(provisioners):
    for resource_type, handler in provisioners._RESOURCE_HANDLERS.items():
        for action, place in (('create', 1), ('update', 2)):
            if action in handler:
                handler[action] = judged(resource_type, handler[action], place)
    provisioners._custom_resource_create = judged(None, provisioners._custom_resource_create, 1)
    provisioners._custom_resource_update = judged(None, provisioners._custom_resource_update, 2)


def judged(resource_type, handle, place):
    def judge_first(*args, **options):
        refuse(problems(resource_type, args[place]))
        return handle(*args, **options)

    return judge_first


def problems(resource_type, properties):
    if resource_type is None:
        return references.problems(properties)
    unchecked = resource_type.startswith(WITHOUT_SCHEMA)
    return [
        *([] if unchecked else schemas.problems(resource_type, properties)),
        *([] if resource_type.startswith(FREE_TO_NAME) else references.problems(properties)),
    ]


def refuse(found):
    found = list(found)
    if found:
        raise ValueError('; '.join(found))
