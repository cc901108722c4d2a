import { type IInterfaceVpcEndpointService, InterfaceVpcEndpoint, InterfaceVpcEndpointAwsService, type IVpc, type SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { repeatedProblems } from '../private/checks';
import { throwProblems } from '../private/errors';
import { known } from '../private/known';
import type { PropertyProblem } from '../private/property-problem';

/**
 * A service that is reached from a VPC without a way to the internet.
 */
export enum CollectorEndpoint {
  /** The data of workspaces: queries and remote write. A collector itself needs no endpoint to write to a workspace. */
  WORKSPACES = 'WORKSPACES',

  /** The workspaces and scrapers themselves: making, describing, deleting them. */
  CONTROL = 'CONTROL',

  /** CloudWatch, which a collector with a destination there writes to. */
  CLOUD_WATCH = 'CLOUD_WATCH',
}

/**
 * Which services get an endpoint, and where.
 */
export interface CollectorEndpointsProps {
  /**
   * The VPC.
   */
  readonly vpc: IVpc;

  /**
   * The services.
   */
  readonly endpoints: CollectorEndpoint[];

  /**
   * The subnets that get the endpoints' network interfaces.
   *
   * @default - the private ones, one per zone
   */
  readonly subnets?: SubnetSelection;
}

interface EndpointService {
  readonly id: string;
  /** Asked for when used: the class of all services takes long to load. */
  readonly service: () => IInterfaceVpcEndpointService;
}

const SERVICES: Readonly<Record<CollectorEndpoint, EndpointService>> = {
  [CollectorEndpoint.WORKSPACES]: { id: 'Workspaces', service: () => InterfaceVpcEndpointAwsService.PROMETHEUS_WORKSPACES },
  [CollectorEndpoint.CONTROL]: { id: 'Control', service: () => InterfaceVpcEndpointAwsService.PROMETHEUS },
  [CollectorEndpoint.CLOUD_WATCH]: { id: 'CloudWatch', service: () => InterfaceVpcEndpointAwsService.CLOUDWATCH_MONITORING },
};

/**
 * The interface endpoints by which collectors, and whoever queries their metrics, reach the service from a VPC. They take
 * HTTPS from the whole VPC.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-and-interface-VPC.html
 */
@propertyInjectable
export class CollectorEndpoints extends Construct {
  /** The name by which an organisation injects defaults into all endpoints. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-managed-prometheus.CollectorEndpoints';

  /** The endpoints, in the order in which they were asked for. */
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
  return known(() => vpc.vpcCidrBlock) === undefined
    ? [{ path: 'vpc', message: 'does not tell its addresses, from which the endpoints take HTTPS; import it with its vpcCidrBlock' }]
    : [];
}
