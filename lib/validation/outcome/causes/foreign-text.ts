import type { Place } from '../../../prometheus/decode/place';
import type { StructValue } from '../../../prometheus/decode/value';
import type { EffectiveConfiguration, EffectiveJob } from '../../../prometheus/scrape-config/effective';
import type { LocatedMessage } from '../../located-message';
import { environmentVariable, insteadOf, placeholderIn } from './foreign-syntax';

/** Finds placeholders of other programs in the texts of a job other than its relabelings: its selectors, namespaces and path. */
export function foreignTexts(job: EffectiveJob): LocatedMessage[] {
  return [
    ...textOf(job.value, 'metrics_path'),
    ...job.kubernetes.flatMap(({ namespaces, selectors }) => [
      ...namespaces.flatMap(({ text, place }) => problemOf(text, place)),
      ...selectors.flatMap(({ value }) => [...textOf(value, 'label'), ...textOf(value, 'field')]),
    ]),
  ];
}

/** Finds the same in external labels. Variables of the environment have a separate rule there, since Prometheus reads them. */
export function foreignExternalLabels({ global }: EffectiveConfiguration): LocatedMessage[] {
  return [...global.externalLabels.values()].flatMap(({ text, place }) => {
    const foreign = text === undefined ? undefined : placeholderIn(text);
    return foreign === undefined || foreign.startsWith('${') ? [] : problemOf(text, place);
  });
}

function textOf(value: StructValue, field: string): LocatedMessage[] {
  return problemOf(value.text(field), value.placeOf(field));
}

function problemOf(text: string | undefined, place: Place): LocatedMessage[] {
  const foreign = text === undefined ? undefined : placeholderIn(text) ?? environmentVariable(text);
  if (text === undefined || foreign === undefined) return [];
  const fix = text.startsWith('spec.nodeName=')
    ? 'remove the selector, since a managed collector scrapes the targets of all nodes'
    : insteadOf(foreign).replace(/, or copy.*/, '');
  return [{ place, message: `${foreign} is a placeholder of another program, which nothing fills in: ${fix}` }];
}
