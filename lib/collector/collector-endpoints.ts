import { type IInterfaceVpcEndpointService, InterfaceVpcEndpoint, InterfaceVpcEndpointAwsService, type IVpc, type SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { repeatedProblems } from '../private/checks';
import { throwProblems } from '../private/errors';
import { attributeOrUndefined } from '../private/attribute-or-undefined';
import type { PropertyProblem } from '../private/property-problem';

/**
 * A service to which a VPC gets an interface endpoint.
 */
export enum CollectorEndpoint {
  /** Queries and remote write. A collector needs no endpoint to write to a workspace. */
  WORKSPACES = 'WORKSPACES',

  /** The API of workspaces and scrapers. */
  CONTROL = 'CONTROL',

  /** CloudWatch, as the destination of a collector. */
  CLOUD_WATCH = 'CLOUD_WATCH',
}

/**
 * Properties for defining interface endpoints for collectors.
 */
export interface CollectorEndpointsProps {
  /**
   * The VPC of the endpoints.
   */
  readonly vpc: IVpc;

  /**
   * The services that get an endpoint.
   */
  readonly endpoints: CollectorEndpoint[];

  /**
   * The subnets for the endpoints' network interfaces.
   *
   * @default - private subnets, one per Availability Zone
   */
  readonly subnets?: SubnetSelection;
}

interface EndpointService {
  readonly id: string;
  /** Returns the service when it is used: the class of all services takes long to load. */
  readonly service: () => IInterfaceVpcEndpointService;
}

const SERVICES: Readonly<Record<CollectorEndpoint, EndpointService>> = {
  [CollectorEndpoint.WORKSPACES]: { id: 'Workspaces', service: () => InterfaceVpcEndpointAwsService.PROMETHEUS_WORKSPACES },
  [CollectorEndpoint.CONTROL]: { id: 'Control', service: () => InterfaceVpcEndpointAwsService.PROMETHEUS },
  [CollectorEndpoint.CLOUD_WATCH]: { id: 'CloudWatch', service: () => InterfaceVpcEndpointAwsService.CLOUDWATCH_MONITORING },
};

/**
 * Interface endpoints through which collectors and clients in a VPC reach the service. They allow HTTPS from the whole VPC.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-and-interface-VPC.html
 */
@propertyInjectable
export class CollectorEndpoints extends Construct {
  /** Uniquely identifies this class for property injection. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-managed-prometheus.CollectorEndpoints';

  /** The endpoints, in the order of `endpoints` in the properties. */
  public readonly endpoints: InterfaceVpcEndpoint[];

  constructor(scope: Construct, id: string, props: CollectorEndpointsProps) {
    const { vpc, endpoints, subnets } = props;
    throwProblems(scope, id, [...repeatedProblems('endpoints', 'endpoint', endpoints), ...unknownBlock(vpc)]);
    super(scope, id);

    this.endpoints = endpoints.map(endpoint => new InterfaceVpcEndpoint(this, SERVICES[endpoint].id, {
      vpc, subnets, service: SERVICES[endpoint].service(),
    }));
  }
}

function unknownBlock(vpc: IVpc): PropertyProblem[] {
  return attributeOrUndefined(() => vpc.vpcCidrBlock) === undefined
    ? [{ path: 'vpc', message: 'has no known CIDR, from which the endpoints allow HTTPS; import it with its vpcCidrBlock' }]
    : [];
}
