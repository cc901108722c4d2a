import { rulesLibrary } from '../../validation/rules-library';
import { textsAt } from '../property-readers';
import type { ResourceProblem } from '../resource-rule';
import type { TemplateResource } from '../template-resource';

const PATH = ['EvaluationCriteria', 'PromQLCriteria', 'Query'] as const;

/** Finds queries of CloudWatch alarms that are no PromQL. Features that Prometheus enables by a flag may be available in CloudWatch. */
export function alarmQueries({ properties }: TemplateResource): ResourceProblem[] {
  return textsAt(properties, ...PATH).filter(query => query !== '').flatMap((query) => {
    const [problem] = rulesLibrary().parsePromql(query).problems.filter(({ feature }) => feature === undefined);
    return problem === undefined ? [] : [{ property: PATH.join('.'), message: `is not valid PromQL: ${problem.message}` }];
  });
}
