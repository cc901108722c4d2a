/** An error whose message is written for the person who deploys: it is what CloudFormation shows. */
export class Failure extends Error {
  override readonly name: string = 'Failure';

  /** True if the same request may succeed in a moment. */
  get isPassing(): boolean {
    return false;
  }
}
