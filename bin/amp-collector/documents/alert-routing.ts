import type { AlertRouting, AlertSimulationOptions } from '../../../lib/alert-manager/alert-routing';
import { simulateRouting } from '../../../lib/alert-manager/simulate-routing';
import { alertManagerLibrary } from '../../../lib/validation/alert-manager-library';
import { ProblemSeverity } from '../../../lib/validation/problem';
import { CommandError, EXIT } from '../command-error';
import type { Document } from '../input/document';
import { resolveTokens } from '../input/known-values';
import { documentText } from '../input/document-text';

/** A simulation of a definition. */
export interface DocumentRouting {
  readonly routing: AlertRouting;
  /** The names of values in matchers that are known only at deployment. */
  readonly unknown: readonly string[];
  /** The notified receivers that have no integration. */
  readonly silent: readonly string[];
}

/** Returns the receivers that the alert manager of a definition notifies of an alert, and why. */
export function routingOf(
  document: Pick<Document, 'name' | 'text' | 'environment' | 'unread'>, labels: Readonly<Record<string, string>>, options: AlertSimulationOptions,
): DocumentRouting {
  const { name, unread, environment } = document;
  if (unread !== undefined) throw new CommandError(`${name}: ${unread.message}`, EXIT.PROBLEMS);
  const { configuration, problems } = alertManagerLibrary().validateDefinition(documentText(document), environment);
  const error = problems.find(({ severity }) => severity === ProblemSeverity.ERROR);
  if (configuration === undefined || error !== undefined) {
    const reason = error === undefined ? 'it is empty' : `${error.path === '' ? '' : `${error.path}: `}${error.message}`;
    throw new CommandError(`${name} is not a valid alert manager definition: ${reason}; for all problems run amp-collector validate`, EXIT.PROBLEMS);
  }
  try {
    const routing = simulateRouting(configuration, labels, options);
    return {
      routing,
      unknown: resolveTokens(alertManagerLibrary().drawRoutes(configuration), {}).missing,
      silent: configuration.receivers.filter(receiver => !alertManagerLibrary().hasIntegration(receiver))
        .flatMap(receiver => routing.receivers.filter(name => name === receiver.name)),
    };
  } catch (cause) {
    // The class is in another bundle.
    if (!(cause instanceof Error) || cause.name !== 'UnknownConfiguration') throw cause;
    throw new CommandError(`${name}: the route of the alert is not known before deployment: ${cause.message}`, EXIT.PROBLEMS);
  }
}
