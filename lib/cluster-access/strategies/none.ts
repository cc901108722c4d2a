import type { PropertyProblem } from '../../private/property-problem';
import type { AccessStrategy } from './strategy';

/** Somebody else gives access. */
export class NoStrategy implements AccessStrategy {
  public readonly description = 'not by this app: map the scraper\'s role by hand, or it finds nothing';
  public readonly grantsAccess = true;

  public problems(): PropertyProblem[] {
    return [];
  }

  public grant(): void {
    // Somebody else does.
  }
}
