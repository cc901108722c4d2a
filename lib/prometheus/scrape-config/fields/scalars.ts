import { compileAnchored } from '../../relabel/regex';
import { isValidLabelName } from '../../relabel/label-name';
import { map, text, type ScalarType } from '../../decode/types';
import { parseBytes } from '../../values/bytes';
import { parseDuration } from '../../values/duration';
import { quote } from '../../values/quote';
import { parseUrl } from '../../values/url';

/** In milliseconds. */
export const duration: ScalarType = {
  kind: 'int', name: 'model.Duration', inner: 'string', zero: 0, readsAnyText: true,
  reading: { rule: 'invalid-duration', parse: parseDuration },
};

/** In bytes. */
export const bytes: ScalarType = {
  kind: 'int', name: 'units.Base2Bytes', zero: 0, readsAnyText: true, reading: { rule: 'invalid-size', parse: parseBytes },
};

export const secret: ScalarType = { kind: 'string', name: 'config.Secret', inner: 'config.plain', zero: '' };

export const url: ScalarType = {
  kind: 'object', name: 'config.URL', inner: 'string', zero: null,
  reading: {
    rule: 'invalid-url',
    parse: (value) => {
      const { error } = parseUrl(value);
      return error === undefined ? { value } : { error };
    },
  },
};

/** Decoding takes every name that the newest Prometheus allows; a job's scheme is stricter later, where Prometheus looks at it. */
export const labelName: ScalarType = text('model.LabelName', {
  rule: 'invalid-label-name',
  parse: value => isValidLabelName(value, 'utf8') ? { value } : { error: `${quote(value)} is not a valid label name` },
});

export const labelSet = map(text('model.LabelValue'), 'model.LabelSet', labelName);

/** Kept as it is written; it is compiled where it is used, and compiled expressions are remembered. */
export const regex: ScalarType = {
  kind: 'object', name: 'relabel.Regexp', inner: 'string', zero: '', readsAnyText: true,
  reading: {
    rule: 'invalid-regex',
    parse: (value) => {
      const { error } = compileAnchored(value);
      return error === undefined ? { value } : { error };
    },
  },
};

export const validationScheme: ScalarType = {
  kind: 'int', name: 'model.ValidationScheme', inner: 'string', zero: '',
  reading: {
    rule: 'name-scheme',
    parse: value => ['', 'legacy', 'utf8'].includes(value) ? { value } : { error: `unrecognized ValidationScheme: ${quote(value)}` },
  },
};
