"""AWS::EKS::Addon. An add-on runs on nodes: without any it does not become active."""

from ministack.core.responses import get_account_id, get_region
from ministack.services import eks

NAMES = ('kube-state-metrics', 'prometheus-node-exporter')

all_by_arn = {}


def create(_logical_id, properties, _stack):
    cluster, name = properties['ClusterName'], properties['AddonName']
    arn = f'arn:aws:eks:{get_region()}:{get_account_id()}:addon/{cluster}/{name}'
    if name not in NAMES:
        raise ValueError(f'InvalidParameterException: there is no add-on {name}')
    if cluster not in eks._clusters:
        raise ValueError(f'ResourceNotFoundException: there is no cluster {cluster}')
    if arn in all_by_arn:
        raise ValueError('ResourceInUseException: the add-on exists')
    if not any(cluster in str(key) for key in eks._nodegroups._data):
        raise ValueError(f'the add-on {name} is DEGRADED: InsufficientNumberOfReplicas, the cluster has no nodes')
    all_by_arn[arn] = properties
    return f'{cluster}|{name}', {'Arn': arn}


def delete(physical_id, _properties):
    cluster, name = physical_id.split('|')
    for arn in [arn for arn in all_by_arn if arn.endswith(f':addon/{cluster}/{name}')]:
        del all_by_arn[arn]


HANDLERS = {'AWS::EKS::Addon': {'create': create, 'delete': delete}}
