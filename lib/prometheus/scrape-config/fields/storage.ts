import type { Context } from '../../decode/context';
import { bool, choice, field, float, int, int64, list, map, plainStruct, pointer, string, struct, text } from '../../decode/types';
import type { StructValue } from '../../decode/value';
import { formatFloat } from '../../values/float';
import { quote } from '../../values/quote';
import { trimSpace } from '../../values/trim-space';
import { checkHeaders } from './headers';
import { bytes, duration } from './scalars';
import { tlsConfig } from './tls';

// https://github.com/prometheus/prometheus/blob/v3.14.0/config/config.go

export const runtimeConfig = plainStruct('config.RuntimeConfig', { gogc: field(int, 75n) });

const retentionConfig = struct('config.TSDBRetentionConfig', 'config.plain', { time: duration, size: bytes, percentage: float }, (value, context) => {
  const report = (name: string, message: string) => {
    context.report('invalid-value', value.placeOf(name), `'storage.tsdb.retention.${name}' must be ${message}`);
  };
  const [size, percentage] = [value.number('size'), value.number('percentage')];
  if (size !== undefined && size < 0) report('size', `greater than or equal to 0, got ${formatBytes(size)}`);
  if (percentage !== undefined && (percentage < 0 || percentage > 100)) report('percentage', `in the range [0, 100], got ${formatFloat(percentage)}`);
});

/** As Prometheus prints a size: the parts by unit, the largest first. */
function formatBytes(size: number): string {
  const parts: string[] = [];
  let rest = size;
  for (const unit of ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB']) {
    if (rest % 1024 !== 0) parts.unshift(`${rest % 1024}${unit}`);
    rest = Math.trunc(rest / 1024);
  }
  return parts.join('');
}

const tsdbConfig = struct('config.TSDBConfig', 'config.plain', {
  outofordertimewindow: int64,
  out_of_order_time_window: duration,
  stale_series_compaction_threshold: field(float, 0, '3.10'),
  chunk_encoding: field(plainStruct('config.ChunkEncodingConfig', { floats: string }), undefined, '3.13'),
  retention: field(pointer(retentionConfig), null, '3.10'),
}, (value, context) => {
  const encoding = value.struct('chunk_encoding');
  const floats = encoding?.text('floats');
  if (encoding === undefined || floats === undefined || ['', 'xor', 'xor2'].includes(floats)) return;
  const message = `'storage.tsdb.chunk_encoding.floats' must be 'xor' or 'xor2', or the field must be omitted entirely, got ${quote(floats)}`;
  context.report('invalid-value', encoding.placeOf('floats'), message);
});

export const storageConfig = plainStruct('config.StorageConfig', {
  tsdb: pointer(tsdbConfig),
  exemplars: pointer(plainStruct('config.ExemplarsConfig', { max_exemplars: int64 })),
});

const clientType = choice(
  'config.TracingClientType', 'invalid-value', ['http', 'grpc'],
  value => `expected tracing client type to be to be http or grpc, but got ${value}`, 'config.plain',
);

export const tracingConfig = struct('config.TracingConfig', 'config.plain', {
  client_type: field(clientType, 'grpc'),
  endpoint: string,
  sampling_fraction: float,
  insecure: bool,
  tls_config: tlsConfig,
  headers: map(string),
  compression: string,
  timeout: duration,
}, (value, context) => {
  checkHeaders(value, context, 'custom authorization header configuration is not yet supported');
  if (value.text('endpoint') === '') context.report('missing-field', value.placeOf('endpoint'), 'tracing endpoint must be set');
  const compression = value.text('compression') ?? '';
  if (compression !== '' && compression !== 'gzip') {
    const message = `invalid compression type ${compression} provided, valid options: gzip`;
    context.report('invalid-value', value.placeOf('compression'), message);
  }
});

const TRANSLATIONS = ['UnderscoreEscapingWithSuffixes', 'UnderscoreEscapingWithoutSuffixes', ''];
const UTF8_TRANSLATIONS = ['NoTranslation', 'NoUTF8EscapingWithSuffixes'];

export const otlpConfig = struct('config.OTLPConfig', 'config.plain', {
  promote_all_resource_attributes: bool,
  promote_resource_attributes: list(string),
  ignore_resource_attributes: list(string),
  translation_strategy: field(text('otlptranslator.TranslationStrategyOption'), 'UnderscoreEscapingWithSuffixes'),
  keep_identifying_resource_attributes: bool,
  convert_histograms_to_nhcb: bool,
  promote_scope_metadata: bool,
  label_name_underscore_sanitization: field(bool, true),
  label_name_preserve_multiple_underscores: field(bool, true),
}, (value, context) => {
  const all = value.flag('promote_all_resource_attributes');
  const report = (name: string, message: string) => {
    context.report('exclusive-fields', value.placeOf(name), message);
  };
  if (all === true) {
    if (value.items('promote_resource_attributes').length > 0) {
      report('promote_resource_attributes', '\'promote_all_resource_attributes\' and \'promote_resource_attributes\' cannot be configured simultaneously');
    }
    checkAttributes(value, 'ignore_resource_attributes', 'ignored', context);
  } else if (all === false) {
    if (value.items('ignore_resource_attributes').length > 0) {
      report('ignore_resource_attributes', '\'ignore_resource_attributes\' cannot be configured unless \'promote_all_resource_attributes\' is true');
    }
    checkAttributes(value, 'promote_resource_attributes', 'promoted', context);
  }
});

function checkAttributes(value: StructValue, name: string, adjective: string, context: Context): void {
  const seen = new Set<string>();
  const errors: string[] = [];
  for (const item of value.items(name)) {
    if (typeof item.value !== 'string') continue;
    const attribute = trimSpace(item.value);
    if (attribute === '') errors.push(`empty ${adjective} OTel resource attribute`);
    else if (seen.has(attribute)) errors.push(`duplicated ${adjective} OTel resource attribute ${quote(attribute)}`);
    seen.add(attribute);
  }
  if (errors.length > 0) context.report('invalid-value', value.placeOf(name), `invalid '${name}': ${errors.join('\n')}`);
}

/** What Prometheus looks at last. */
export function checkTranslation(otlp: StructValue, scheme: string | undefined, context: Context): void {
  const strategy = otlp.text('translation_strategy');
  const report = (message: string) => {
    context.report('invalid-value', otlp.placeOf('translation_strategy'), message);
  };
  if (strategy === undefined || TRANSLATIONS.includes(strategy)) return;
  if (!UTF8_TRANSLATIONS.includes(strategy)) report(`unsupported OTLP translation strategy ${quote(strategy)}`);
  else if (scheme === 'legacy') report(`OTLP translation strategy ${quote(strategy)} is not allowed when UTF8 is disabled`);
}
