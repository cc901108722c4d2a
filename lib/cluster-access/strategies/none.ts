import type { PropertyProblem } from '../../private/property-problem';
import type { AccessStrategy } from './strategy';

/** Access is granted outside of this app. */
export class NoStrategy implements AccessStrategy {
  public readonly description = 'not by this app: map the scraper\'s role yourself, or the scraper discovers no targets';
  public readonly grantsAccess = true;

  public problems(): PropertyProblem[] {
    return [];
  }

  public grant(): void {
    // Somebody else does.
  }
}
