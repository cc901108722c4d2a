/** The parts of an ARN that matter here. */
export interface Arn {
  readonly region: string;
  readonly account: string;
  /** What comes after the last slash. */
  readonly name: string;
}

const ARN = /^arn:[\w-]+:[\w-]+:([\w-]*):(\d{12}):(?:[^/]+\/)+([^/]+)$/;

export function parseArn(text: string): Arn | undefined {
  const [, region, account, name] = ARN.exec(text) ?? [];
  return region === undefined || account === undefined || name === undefined ? undefined : { region, account, name };
}
