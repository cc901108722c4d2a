import { throwUnusable } from '../../private/errors';
import type { Problem } from '../../validation/problem';
import type { ValidationTarget } from '../../validation/validation-target';
import type { Relabeling } from '../relabeling';
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
    return new ObjectSource({ ...this.value, scrape_configs: [...this.jobs(), ...jobs.map(job => job._render())] });
  }

  public withMetricRelabeling(relabeling: Relabeling): ObjectSource {
    const jobs = this.jobs().map((job, index) => {
      const path = `scrape_configs[${index}]`;
      if (typeof job !== 'object' || job === null) return throwUnusable(SUBJECT, { path, message: `must be a mapping, got ${JSON.stringify(job)}` });
      const given = listAt(`${path}.metric_relabel_configs`, (job as { readonly metric_relabel_configs?: unknown }).metric_relabel_configs);
      return { ...job, metric_relabel_configs: [...given, relabeling._render()] };
    });
    return new ObjectSource({ ...this.value, scrape_configs: jobs });
  }

  private jobs(): unknown[] {
    return listAt('scrape_configs', this.value.scrape_configs);
  }

  public problems(target: ValidationTarget): Problem[] {
    const unwritable = unwritableProblems(this.value);
    return unwritable.length > 0 ? unwritable : writtenProblems(this.toYaml(), target);
  }
}

function listAt(path: string, value: unknown): unknown[] {
  const list = value ?? [];
  return Array.isArray(list) ? list as unknown[] : throwUnusable(SUBJECT, { path, message: `must be a list, got ${JSON.stringify(list)}` });
}
