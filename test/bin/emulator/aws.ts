import type { Scraper } from '../../../bin/amp-collector/aws/scraper-description';
import { ampApi } from './amp-api';
import { eksApi, type EmulatedCluster } from './eks-api';
import { HttpService, type Received, type Reply } from './http-service';
import { logsApi } from './logs-api';
import { alertManagerDoor, cloudWatchDoor, workspaceDoor } from './query-doors';
import { snsApi } from './sns-api';
import { Refusal, verifySignature, type Credentials } from './signature';

/** A scraper with the results of other operations on it. */
export interface EmulatedScraper extends Omit<Scraper, 'scrapeConfiguration' | 'createdAt' | 'lastModifiedAt'> {
  readonly configuration: string;
  /** The states that it goes through, one each time it is described; the last one stays. */
  readonly states?: Array<NonNullable<Scraper['status']>['statusCode']>;
  readonly logging?: object;
}

export interface EmulatedWorkspace {
  readonly workspaceId: string;
  readonly status?: string;
  /** The Prometheus that its endpoint forwards to. */
  readonly prometheus?: string;
  /** The alert manager definition. */
  readonly definition?: string;
  readonly alias?: string;
  readonly kmsKeyArn?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** Rule files by the names of their namespaces. */
  readonly rules?: Readonly<Record<string, string>>;
  readonly logging?: object;
  readonly queryLogging?: object;
  readonly configuration?: object;
  /** The alerts that were sent to its alert manager. */
  readonly alerts?: unknown[];
  /** The status of its alert manager definition; ACTIVE if it is not given. */
  readonly definitionStatus?: { readonly statusCode: string; readonly statusReason?: string };
}

/** The resources in the account. */
export interface World {
  scrapers: EmulatedScraper[];
  workspaces: EmulatedWorkspace[];
  clusters: EmulatedCluster[];
  /** The Prometheus that the endpoint of CloudWatch forwards to. */
  cloudWatch?: string;
  /** Lines by the name of their log group. */
  logs: Record<string, string[]>;
  defaultConfiguration: string;
  /** Policies of topics by their ARN, as JSON; empty for a topic without one. */
  topics?: Readonly<Record<string, string>>;
}

export const REGION = 'eu-central-1';
export const ACCOUNT = '111122223333';
export const CREDENTIALS: Credentials = {
  accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY', sessionToken: 'a+session/token==',
};

/** A service's answer to a request; nothing where it has no such operation. */
export type Api = (request: Received, world: World, endpoint: string) => Promise<Reply | undefined> | Reply | undefined;

const APIS: Readonly<Record<string, readonly Api[]>> = {
  aps: [alertManagerDoor, workspaceDoor, ampApi], eks: [eksApi], logs: [logsApi], monitoring: [cloudWatchDoor], sns: [snsApi],
};

const STATUSES: Readonly<Record<string, number>> = {
  ValidationException: 400,
  InvalidParameterException: 400,
  ResourceNotFoundException: 404,
  ThrottlingException: 429,
  InternalServerException: 500,
};

/** As much of one Region of AWS as the tool asks, over HTTP, with every signature recomputed. */
export class EmulatedAws {
  world: World = { scrapers: [], workspaces: [], clusters: [], logs: {}, defaultConfiguration: '' };
  readonly http = new HttpService(request => this.respond(request));

  private async respond(request: Received): Promise<Reply> {
    try {
      const service = verifySignature(request, REGION, CREDENTIALS);
      for (const api of APIS[service] ?? []) {
        const reply = await api(request, this.world, this.http.url);
        if (reply !== undefined) return reply;
      }
      throw new Refusal('UnknownOperationException', `${service} has no ${request.method} ${request.path}`);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return refuse(error.name, error.message);
    }
  }
}

/** An error as the services write it. */
export function refuse(name: string, message: string): Reply {
  return { status: STATUSES[name] ?? 403, headers: { 'x-amzn-errortype': name }, body: { __type: name, message } };
}
