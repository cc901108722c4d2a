import { decoded } from '../../prometheus/yaml/text-of-file';
import type { Problem } from '../../validation/problem';
import { validationLibrary } from '../../validation/validation-library';
import type { ValidationTarget } from '../../validation/validation-target';
import type { Relabeling } from '../relabeling';
import type { ScrapeJob } from '../scrape-job';
import { editLibrary } from '../writer/edit-library';
import type { ConfigurationSource } from './configuration-source';

/** YAML text, or the bytes of a file, with the place of each problem. */
export class TextSource implements ConfigurationSource {
  private readonly content: string | Buffer;

  constructor(content: string | Buffer, private readonly file?: string) {
    this.content = typeof content === 'string' ? content : decoded(content);
  }

  public toYaml(): string {
    return this.content.toString();
  }

  /** Returns a source without the name of the file, whose text it does not have any more. */
  public withJobs(jobs: readonly ScrapeJob[]): TextSource {
    return jobs.length === 0 ? this : new TextSource(editLibrary().appendJobs(this.toYaml(), jobs.map(job => job._render())));
  }

  public withMetricRelabeling(relabeling: Relabeling): TextSource {
    return new TextSource(editLibrary().addMetricRelabeling(this.toYaml(), relabeling._render()));
  }

  public problems(target: ValidationTarget): readonly Problem[] {
    const { problems } = validationLibrary().validateConfiguration(this.content, target);
    return this.file === undefined ? problems : problems.map(problem => ({ ...problem, file: this.file }));
  }
}
