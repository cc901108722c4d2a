/** The parts of an ARN. */
export interface Arn {
  readonly service: string;
  readonly region: string;
  readonly account: string;
  /** The type of the resource: what comes before the first slash. */
  readonly type: string;
  /** The part after the last slash. */
  readonly name: string;
}

const ARN = /^arn:[\w-]+:([\w-]+):([\w-]*):(\d{12}):([^/]+)\/(?:[^/]+\/)*([^/]+)$/;

export function parseArn(text: string): Arn | undefined {
  const [, service, region, account, type, name] = ARN.exec(text) ?? [];
  if (service === undefined || region === undefined || account === undefined || type === undefined || name === undefined) return undefined;
  return { service, region, account, type, name };
}
