/** Names that Go knows in addition to those of the IANA database; all mean UTC, since that is where the service runs. */
const UTC_NAMES = new Set(['', 'UTC', 'Local']);

/** Every part of a name begins with a capital letter; offsets, which `Intl` takes for zones, do not. */
const ZONE_NAME = /^[A-Z][^/]*(?:\/[A-Z][^/]*)*$/;

/** Zones that are younger than the database of older versions of Node.js, each with one that has had its clock since. */
const YOUNG_ZONES: Readonly<Record<string, string>> = { 'America/Coyhaique': 'America/Punta_Arenas' };

/** Returns whether Go finds a time zone by this name. `Intl` has the same database, but does not tell upper from lower case. */
export function isValidTimeZone(name: string): boolean {
  if (UTC_NAMES.has(name)) return true;
  const known = ZONE_NAME.test(name) ? formatFor(name)?.resolvedOptions().timeZone : undefined;
  if (known === undefined) return false;
  // The database has older names in addition to the one that Intl returns.
  return known === name || known.toLowerCase() !== name.toLowerCase();
}

/** The parts of a moment in a time zone, as Alertmanager looks at them. */
export interface LocalTime {
  readonly year: number;
  /** 1 is January. */
  readonly month: number;
  readonly day: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  /** Minutes since midnight on the clock. */
  readonly minute: number;
}

/** Returns what calendar and clock show in the time zone. A name that Go does not know stands for UTC. */
export function localTime(moment: Date, zone: string): LocalTime {
  const format = UTC_NAMES.has(zone) ? undefined : formatFor(zone);
  if (format === undefined) return utcTime(moment);
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = Object.fromEntries(
    format.formatToParts(moment).map(({ type, value }) => [type, value]));
  const [year, month, day] = [Number(parts.year), Number(parts.month), Number(parts.day)];
  return {
    year, month, day,
    weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay(),
    minute: Number(parts.hour) * 60 + Number(parts.minute),
  };
}

function utcTime(moment: Date): LocalTime {
  return {
    year: moment.getUTCFullYear(),
    month: moment.getUTCMonth() + 1,
    day: moment.getUTCDate(),
    weekday: moment.getUTCDay(),
    minute: moment.getUTCHours() * 60 + moment.getUTCMinutes(),
  };
}

/** To make a format takes long. */
const formats = new Map<string, Intl.DateTimeFormat | undefined>();

function formatFor(zone: string): Intl.DateTimeFormat | undefined {
  if (!formats.has(zone)) formats.set(zone, makeFormat(zone));
  return formats.get(zone);
}

function makeFormat(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: YOUNG_ZONES[timeZone] ?? timeZone, calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23',
      year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric',
    });
  } catch {
    return undefined;
  }
}
