import type { Problem } from '../../validation/problem';
import type { ValidationTarget } from '../../validation/validation-target';
import { inPropertyNames } from '../property-names';
import type { ScrapeConfigurationProps } from '../scrape-configuration-props';
import type { Relabeling } from '../relabeling';
import type { ScrapeJob } from '../scrape-job';
import { SETTINGS_FIELDS } from '../scrape-settings';
import { toFields } from '../writer/fields';
import { writeYaml } from '../writer/write-yaml';
import { type ConfigurationSource, SUBJECT } from './configuration-source';
import { unwritableProblems, writtenProblems } from './written-text';

const GLOBAL_FIELDS = { ...SETTINGS_FIELDS, externalLabels: 'external_labels' } as const;

/** Typed properties. */
export class TypedSource implements ConfigurationSource {
  private readonly props: ScrapeConfigurationProps;
  private yaml?: string;

  constructor(props: ScrapeConfigurationProps) {
    this.props = { ...props, jobs: [...props.jobs] };
  }

  public toYaml(): string {
    return this.yaml ??= this.write();
  }

  public withJobs(jobs: readonly ScrapeJob[]): TypedSource {
    return new TypedSource({ ...this.props, jobs: [...this.props.jobs, ...jobs] });
  }

  public withMetricRelabeling(relabeling: Relabeling): TypedSource {
    return new TypedSource({ ...this.props, jobs: this.props.jobs.map(job => job._withMetricRelabeling(relabeling)) });
  }

  public problems(target: ValidationTarget): Problem[] {
    const { jobs } = this.props;
    const unwritable = unwritableProblems({ global: this.global(), scrape_configs: jobs.map(job => job._render()) });
    const problems = unwritable.length > 0 ? unwritable : writtenProblems(this.toYaml(), target);
    return problems.map(problem => inPropertyNames(problem, jobs));
  }

  private write(): string {
    const { jobs } = this.props;
    const list = jobs.length === 0 ? ' []\n' : `\n${jobs.map(job => job._toYamlItem()).join('')}`;
    return `${writeYaml({ global: this.global() }, SUBJECT)}scrape_configs:${list}`;
  }

  private global(): object {
    const { jobs, additionalFields, ...settings } = this.props;
    return toFields(settings, GLOBAL_FIELDS, additionalFields);
  }
}
