import { Duration, Size } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { MetricNameEscapingScheme, MetricNameValidationScheme, ScrapeProtocol } from '../../../lib/scrape-configuration/protocols';
import type { ScrapeSettings } from '../../../lib/scrape-configuration/scrape-settings';
import { assembled, itself, merged, plain, propsOf, type TypedValue, type TypedProps } from './typed-value';

/** The effect of the settings of a configuration on its jobs. */
export interface Inherited {
  /** In milliseconds. */
  readonly interval: number;
  readonly scheme?: MetricNameValidationScheme;
}

/** A configuration that says nothing. */
export const NOTHING_SAID: Inherited = { interval: 60_000 };

type FreeSettings = Omit<ScrapeSettings, 'scrapeInterval' | 'scrapeTimeout' | 'metricNameValidationScheme' | 'metricNameEscapingScheme'>;

const limit = plain(fc.oneof(fc.nat(1000), fc.maxSafeNat()));
const boolean = plain(fc.boolean());

const FREE_SETTINGS: TypedProps<FreeSettings> = {
  scrapeProtocols: plain(fc.shuffledSubarray(Object.values(ScrapeProtocol), { minLength: 1 })),
  bodySizeLimit: fc.oneof(
    fc.nat().map(amount => said(Size.bytes(amount), `${amount}B`)),
    fc.integer({ min: 1, max: 4000 }).map(halves => said(Size.mebibytes(halves / 2), `${halves * 2 ** 19}B`)),
    fc.nat(1000).map(amount => said(Size.gibibytes(amount), `${amount * 2 ** 30}B`)),
    fc.nat(1000).map(amount => said(Size.kibibytes(amount), `${amount * 2 ** 10}B`)),
    fc.nat(100).map(amount => said(Size.tebibytes(amount), `${amount * 2 ** 40}B`)),
  ),
  sampleLimit: limit,
  targetLimit: limit,
  labelLimit: limit,
  labelNameLengthLimit: limit,
  labelValueLengthLimit: limit,
  keepDroppedTargets: limit,
  scrapeNativeHistograms: boolean,
  alwaysScrapeClassicHistograms: boolean,
  convertClassicHistogramsToNhcb: boolean,
  extraScrapeMetrics: boolean,
};

/** Settings, and what they mean for the jobs below them. */
export interface SaidSettings {
  readonly said: TypedValue<ScrapeSettings>;
  readonly handedDown: Inherited;
}

/** Settings that fit each other and what is inherited, with what they hand down. */
export function settings(inherited: Inherited): fc.Arbitrary<SaidSettings> {
  return fc.tuple(propsOf(FREE_SETTINGS), timing(inherited.interval), schemes(inherited.scheme)).map(([free, times, names]) => ({
    said: merged(free, merged(times.said, names.said)),
    handedDown: { interval: times.interval, scheme: names.scheme },
  }));
}

/** At most 292 years: Go counts nanoseconds. */
const milliseconds = fc.oneof(
  fc.integer({ min: 1, max: 1000 }),
  fc.integer({ min: 1, max: 600 }).map(each => each * 1000),
  fc.integer({ min: 1, max: 9_000_000_000_000 }),
);

type Timing = Pick<ScrapeSettings, 'scrapeInterval' | 'scrapeTimeout'>;

/** A timeout is never longer than the interval. */
function timing(inherited: number): fc.Arbitrary<Inherited & { readonly said: TypedValue<Timing> }> {
  return fc.tuple(perhaps(milliseconds), perhaps(fc.double({ min: 0, max: 1, noNaN: true }))).map(([own, share]) => {
    const interval = own ?? inherited;
    return {
      interval,
      said: assembled<Timing>({
        scrapeInterval: own === undefined ? undefined : duration(own),
        scrapeTimeout: share === undefined ? undefined : duration(Math.max(1, Math.floor(interval * share))),
      }),
    };
  });
}

/** In the largest unit that fits. */
export function duration(value: number): TypedValue<Duration> {
  const means = `${value}ms`;
  if (value % 86_400_000 === 0) return said(Duration.days(value / 86_400_000), means);
  if (value % 3_600_000 === 0) return said(Duration.hours(value / 3_600_000), means);
  if (value % 60_000 === 0) return said(Duration.minutes(value / 60_000), means);
  return value % 1000 === 0 ? said(Duration.seconds(value / 1000), means) : said(Duration.millis(value), means);
}

export const durations = milliseconds.map(duration);

type Schemes = Pick<ScrapeSettings, 'metricNameValidationScheme' | 'metricNameEscapingScheme'>;

/** Legacy names cannot be asked for as UTF-8. */
function schemes(inherited: Inherited['scheme']): fc.Arbitrary<Pick<Inherited, 'scheme'> & { readonly said: TypedValue<Schemes> }> {
  const { ALLOW_UTF_8, UNDERSCORES } = MetricNameEscapingScheme;
  const [validations, escapings] = [Object.values(MetricNameValidationScheme), Object.values(MetricNameEscapingScheme)];
  return fc.tuple(perhaps(fc.constantFrom(...validations)), perhaps(fc.constantFrom(...escapings))).map(([own, escaping]) => {
    const scheme = own ?? inherited;
    const possible = scheme === MetricNameValidationScheme.LEGACY && escaping === ALLOW_UTF_8 ? UNDERSCORES : escaping;
    return {
      scheme,
      said: assembled<Schemes>({ metricNameValidationScheme: own && itself(own), metricNameEscapingScheme: possible && itself(possible) }),
    };
  });
}

function perhaps<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(value, { nil: undefined });
}

function said<T>(value: T, means: string): TypedValue<T> {
  return { value, means };
}
