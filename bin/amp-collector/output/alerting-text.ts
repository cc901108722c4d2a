import type { ChainLink } from '../verification/alert-chain';
import { table } from './table';
import type { Paint } from './terminal';

/** The result of the verification of a workspace's alerts. */
export interface AlertingReport {
  /** False if a link is broken. */
  readonly ok: boolean;
  readonly links: readonly ChainLink[];
}

const COLORS: Readonly<Record<ChainLink['state'], keyof Paint>> = { ok: 'good', broken: 'bad', unknown: 'doubtful' };

/** Lays out the chain from rules to receivers: its links, and the correction of the first that is broken. */
export function alertingText({ ok, links }: AlertingReport, paint: Paint): string {
  const rows = links.map(({ link, state, message }) => [link, paint[COLORS[state]](state), message]);
  const broken = links.filter(({ state }) => state === 'broken');
  return [
    `${paint.strong('Alerts')}\n${table(['LINK', 'STATE', ''], rows)}`,
    ...broken.map(({ link, message, fix = '' }) => `Cause: ${paint.bad(link)}: ${message}\n  ${fix}`),
    ...ok && links.every(({ state }) => state === 'ok') ? [paint.good('alerts reach the alert manager and its topics')] : [],
  ].join('\n\n');
}
