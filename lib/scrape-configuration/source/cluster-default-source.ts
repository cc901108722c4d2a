import { CollectorDestination } from '../../validation/collector-target';
import type { Problem } from '../../validation/problem';
import { validationLibrary } from '../../validation/validation-library';
import type { ValidationTarget } from '../../validation/validation-target';
import { eksDefaultProps } from '../eks-default';
import { type ClusterDefaultOptions, eksDefaultText } from '../eks-default-text';
import type { Relabeling } from '../relabeling';
import type { ScrapeJob } from '../scrape-job';
import type { ConfigurationSource } from './configuration-source';
import { TypedSource } from './typed-source';
import { writtenProblems } from './written-text';

/**
 * The configuration used when the app specifies none.
 *
 * Tests of this library validate it, so an app does not. Warnings would not help a user who wrote no configuration; the limits of a
 * CloudWatch destination, which refuses parts of it, are reported.
 */
export class ClusterDefaultSource implements ConfigurationSource {
  constructor(private readonly options: ClusterDefaultOptions) {}

  public toYaml(): string {
    return eksDefaultText(this.options);
  }

  public withJobs(jobs: readonly ScrapeJob[]): TypedSource {
    const { clusterName, ...options } = this.options;
    return new TypedSource(eksDefaultProps({ externalLabels: { cluster: clusterName } }, options)).withJobs(jobs);
  }

  public withMetricRelabeling(relabeling: Relabeling): TypedSource {
    return this.withJobs([]).withMetricRelabeling(relabeling);
  }

  public problems(target: ValidationTarget): Problem[] {
    if (target.destination !== CollectorDestination.CLOUD_WATCH) return [];
    return writtenProblems(this.toYaml(), target).filter(({ ruleId }) => validationLibrary().isServiceLimit(ruleId));
  }
}
