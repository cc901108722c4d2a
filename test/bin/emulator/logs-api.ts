import type { Api } from './aws';
import { Refusal } from './signature';

interface FilterLogEvents {
  readonly logGroupName?: string;
  readonly filterPattern?: string;
  readonly startTime?: number;
}

/** The operation of Amazon CloudWatch Logs that the tool calls. */
export const logsApi: Api = ({ headers, body }, { logs }) => {
  if (headers['x-amz-target'] !== 'Logs_20140328.FilterLogEvents') return undefined;
  const { logGroupName = '', filterPattern = '' } = JSON.parse(body) as FilterLogEvents;
  if (!/^[.\-_/#A-Za-z0-9]{1,512}$/.test(logGroupName)) throw new Refusal('InvalidParameterException', 'logGroupName is invalid');
  const lines = logs[logGroupName];
  if (lines === undefined) throw new Refusal('ResourceNotFoundException', 'The specified log group does not exist.');
  const term = /^"(.*)"$/.exec(filterPattern)?.[1];
  if (term === undefined) throw new Refusal('InvalidParameterException', 'this pattern is not emulated');
  const found = lines.filter(line => line.includes(term));
  return { status: 200, body: { events: found.map((message, index) => ({ eventId: String(index), message, timestamp: Date.now() })) } };
};
