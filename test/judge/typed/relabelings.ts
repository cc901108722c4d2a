import * as fc from 'fast-check';
import { Relabeling } from '../../../lib/scrape-configuration/relabeling';
import { type TypedValue, type TypedProps, plain, propsOf } from './typed-value';
import { filledTexts, keys, labelNames, literally, NULLS, regexes, texts } from './texts';

/** Which rules are right for a job. */
export interface RelabelingContext {
  readonly isLegacy: boolean;
  /** True if the given targets must be kept, so that no relabeling may change the labels that a scrape needs. */
  readonly keepsTargets: boolean;
}

/** The labels that relabelings may name and match. */
interface Vocabulary {
  readonly sources: fc.Arbitrary<string>;
  readonly targets: fc.Arbitrary<string>;
  /** Names with references to groups. */
  readonly templates: fc.Arbitrary<string>;
  /** Expressions for the names of labels that a relabeling may drop. */
  readonly dropped: fc.Arbitrary<string>;
  /** Expressions for the names of labels that a relabeling must keep. */
  readonly kept: fc.Arbitrary<string>;
}

/** Every rule, for metrics and for targets that are discovered. */
function free(isLegacy: boolean): Vocabulary {
  const sources = labelNames(isLegacy);
  return {
    sources,
    targets: fc.oneof(sources, fc.constantFrom('__address__', '__metrics_path__', '__scheme__')),
    templates: isLegacy ? fc.constantFrom('${1}_x', 'a_$1', 'a') : fc.oneof(filledTexts, fc.constantFrom('${1}.x', '$1')),
    dropped: regexes,
    kept: regexes,
  };
}

/** Rules that leave everything alone whose name starts with two underscores. */
function careful(isLegacy: boolean): Vocabulary {
  const sources = labelNames(isLegacy);
  const targets = sources.filter(name => !name.startsWith('__'));
  return {
    sources,
    targets,
    templates: targets.map(name => `x${name}`),
    dropped: keys.filter(text => !text.startsWith('__') && !NULLS.has(text)).map(literally),
    kept: fc.constantFrom('.*', '.*|a', '_.*|[^_].*'),
  };
}

/** A rule of any action. */
export function relabelings({ isLegacy, keepsTargets }: RelabelingContext): fc.Arbitrary<TypedValue<Relabeling>> {
  const words = keepsTargets ? careful(isLegacy) : free(isLegacy);
  const sourceLabels = plain(fc.array(words.sources, { maxLength: 3 }));
  const targetLabel = plain(words.targets);
  const [separator, regex] = [plain(texts), plain(regexes)];
  const match = { sourceLabels, separator, regex };
  const replacement = plain(texts);

  return fc.oneof(
    rule('replace', options => Relabeling.replace(options), { ...match, replacement, targetLabel: plain(fc.oneof(words.targets, words.templates)) }, ['targetLabel']),
    rule('keep', options => Relabeling.keep(options), match),
    rule('drop', options => Relabeling.drop(options), match),
    rule('keepequal', options => Relabeling.keepEqual(options), { sourceLabels, targetLabel }, ['sourceLabels', 'targetLabel']),
    rule('dropequal', options => Relabeling.dropEqual(options), { sourceLabels, targetLabel }, ['sourceLabels', 'targetLabel']),
    rule('lowercase', options => Relabeling.lowercase(options), { sourceLabels, separator, targetLabel }, ['sourceLabels', 'targetLabel']),
    rule('uppercase', options => Relabeling.uppercase(options), { sourceLabels, separator, targetLabel }, ['sourceLabels', 'targetLabel']),
    rule(
      'hashmod', options => Relabeling.hashMod(options), { sourceLabels, separator, modulus: plain(fc.maxSafeNat().map(each => each || 1)), targetLabel },
      ['sourceLabels', 'modulus', 'targetLabel'],
    ),
    rule('labelmap', options => Relabeling.labelMap(options), { regex: plain(words.dropped), replacement: plain(words.templates) }, ['regex', 'replacement']),
    words.dropped.map(value => ({ value: Relabeling.labelDrop(value), means: { regex: value, action: 'labeldrop' } })),
    words.kept.map(value => ({ value: Relabeling.labelKeep(value), means: { regex: value, action: 'labelkeep' } })),
    fc.record({ source_labels: fc.array(words.sources, { maxLength: 2 }), action: fc.constantFrom('keep', 'Drop', 'KEEP'), regex: regexes })
      .map(means => ({ value: Relabeling.fromObject(means), means })),
  );
}

function rule<O extends object>(
  action: string, make: (options: O) => Relabeling, options: TypedProps<O>, required: ReadonlyArray<keyof O> = [],
): fc.Arbitrary<TypedValue<Relabeling>> {
  return propsOf(options, required).map(({ value, means }) => ({ value: make(value), means: { ...means as object, action } }));
}
