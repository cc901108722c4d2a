import { aliasProblems, rangeProblems } from '../../private/checks';
import { LIMITS } from '../../private/limits';
import { detectorLabelProblems, detectorQueryProblems } from '../../workspace/anomaly-detector-checks';
import { rulesLibrary } from '../../validation/rules-library';
import { recordAt, textAt, textsAt, valueAt } from '../property-readers';
import type { ResourceProblem } from '../resource-rule';
import type { TemplateResource } from '../template-resource';

const FOREST = 'Configuration.RandomCutForest';
const { intervalSeconds, shingleSize, sampleSize, alias } = LIMITS.anomalyDetector;

export function detectorQueries({ properties }: TemplateResource): ResourceProblem[] {
  return textsAt(properties, 'Configuration', 'RandomCutForest', 'Query').filter(query => query !== '').flatMap(detectorQueryProblems)
    .map(({ message }) => ({ property: `${FOREST}.Query`, message }));
}

export function uncertainDetectorQueries({ properties }: TemplateResource): ResourceProblem[] {
  return textsAt(properties, 'Configuration', 'RandomCutForest', 'Query').filter(query => query !== '')
    .flatMap(query => rulesLibrary().detectorQueryWarnings(query)).map(message => ({ property: `${FOREST}.Query`, message }));
}

export function detectorLabels({ properties }: TemplateResource): ResourceProblem[] {
  return detectorLabelProblems(recordAt(properties, ['Labels'], 'Key', 'Value')).map(({ message }) => ({ property: 'Labels', message }));
}

export function detectorAliases({ properties }: TemplateResource): ResourceProblem[] {
  return aliasProblems(textAt(properties, 'Alias'), alias).map(({ message }) => ({ property: 'Alias', message }));
}

export function detectorNumbers({ properties }: TemplateResource): ResourceProblem[] {
  const forest = valueAt(properties, 'Configuration', 'RandomCutForest');
  return [
    ...numberProblems('EvaluationIntervalInSeconds', valueAt(properties, 'EvaluationIntervalInSeconds'), intervalSeconds),
    ...numberProblems(`${FOREST}.ShingleSize`, valueAt(forest, 'ShingleSize'), shingleSize),
    ...numberProblems(`${FOREST}.SampleSize`, valueAt(forest, 'SampleSize'), sampleSize),
    ...['IgnoreNearExpectedFromAbove', 'IgnoreNearExpectedFromBelow'].flatMap(name => ['Amount', 'Ratio'].flatMap((form) => {
      const value = valueAt(forest, name, form);
      return typeof value === 'number' && value < 0 ? [{ property: `${FOREST}.${name}`, message: `must be at least 0, got ${value}` }] : [];
    })),
  ];
}

function numberProblems(property: string, value: unknown, range: { readonly min: number; readonly max: number }): ResourceProblem[] {
  return rangeProblems('', typeof value === 'number' ? value : undefined, range).map(({ message }) => ({ property, message }));
}
