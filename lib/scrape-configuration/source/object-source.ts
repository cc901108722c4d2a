import { throwUnusable } from '../../private/errors';
import type { Problem } from '../../validation/problem';
import type { ValidationTarget } from '../../validation/validation-target';
import type { ScrapeJob } from '../scrape-job';
import { writeYaml } from '../writer/write-yaml';
import { type ConfigurationSource, SUBJECT } from './configuration-source';
import { unwritableProblems, writtenProblems } from './written-text';

/** An object with Prometheus's field names. */
export class ObjectSource implements ConfigurationSource {
  private yaml?: string;

  constructor(private readonly value: { readonly [field: string]: unknown }) {}

  public toYaml(): string {
    return this.yaml ??= writeYaml(this.value, SUBJECT);
  }

  public withJobs(jobs: readonly ScrapeJob[]): ObjectSource {
    const given = this.value.scrape_configs ?? [];
    if (!Array.isArray(given)) {
      return throwUnusable(SUBJECT, { path: 'scrape_configs', message: `must be a list, got ${JSON.stringify(given)}` });
    }
    return new ObjectSource({ ...this.value, scrape_configs: [...given as unknown[], ...jobs.map(job => job._render())] });
  }

  public problems(target: ValidationTarget): Problem[] {
    const unwritable = unwritableProblems(this.value);
    return unwritable.length > 0 ? unwritable : writtenProblems(this.toYaml(), target);
  }
}
