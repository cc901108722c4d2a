import { CollectorDestination, type CollectorTarget } from '../validation/collector-target';
import { eksDefaultText } from './eks-default-text';
import type { ValidationResult } from '../validation/validate';
import { validationLibrary } from '../validation/validation-library';
import { ScrapeConfiguration } from './scrape-configuration';

/** By the cluster's name, so that the collectors of a cluster share one text. */
const configurations = new Map<string, ScrapeConfiguration>();

/** AWS's default for an app that chose nothing: with the cluster's name as a label, as AWS's own says in a comment. */
export function unchosenDefault(cluster: string): ScrapeConfiguration {
  const configuration = configurations.get(cluster) ?? new UnchosenDefault(cluster);
  configurations.set(cluster, configuration);
  return configuration;
}

/** Our tests judge it, so the app need not; and its advice helps only those who chose it, which leaves what a destination makes of it. */
class UnchosenDefault extends ScrapeConfiguration {
  constructor(private readonly cluster: string) {
    super({ jobs: [] });
  }

  public override _judge(target: CollectorTarget): ValidationResult {
    if (target.destination !== CollectorDestination.CLOUD_WATCH) return { problems: [] };
    const { problems, configuration } = super._judge(target);
    return { configuration, problems: problems.filter(({ ruleId }) => validationLibrary().isServiceLimit(ruleId)) };
  }

  protected override _write(): string {
    return eksDefaultText(this.cluster);
  }
}
