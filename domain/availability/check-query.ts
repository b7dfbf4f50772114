import type { BusyItem, HostInput, LinkRules } from './model.ts';
import type { SlotQuery } from './rules/host-time.ts';

const refuse = (name: string, rule: string): never => {
  throw new RangeError(`${name} must be ${rule}`);
};

const checkInstant = (name: string, value: number): void => {
  if (!Number.isSafeInteger(value)) refuse(name, 'whole milliseconds');
};

const checkPositive = (name: string, value: number | undefined): void => {
  if (value !== undefined && !(Number.isSafeInteger(value) && value >= 1)) refuse(name, 'a positive integer');
};

const checkCount = (name: string, value: number | undefined): void => {
  if (value !== undefined && !(Number.isSafeInteger(value) && value >= 0)) refuse(name, 'an integer from 0');
};

const checkLink = (link: LinkRules): void => {
  checkPositive('durationMinutes', link.durationMinutes);
  if (link.durationMinutes === undefined) refuse('durationMinutes', 'a positive integer');
  checkPositive('stepMinutes', link.stepMinutes);
  checkPositive('gridUnitMinutes', link.gridUnitMinutes);
  if (!Number.isFinite(link.gridOffsetMinutes ?? 0)) refuse('gridOffsetMinutes', 'finite');
  checkCount('bufferBeforeMinutes', link.bufferBeforeMinutes);
  checkCount('bufferAfterMinutes', link.bufferAfterMinutes);
  checkCount('noticeMinutes', link.noticeMinutes);
  checkPositive('seats', link.seats);
  const { window, limits = [], weekStart = 1 } = link;
  if (window !== undefined && 'days' in window) checkCount('window.days', window.days);
  if (!(Number.isInteger(weekStart) && weekStart >= 1 && weekStart <= 7)) {
    refuse('weekStart', 'a weekday from 1 to 7');
  }
  for (const { count, minutes } of limits) {
    checkCount('limits.count', count);
    checkCount('limits.minutes', minutes);
  }
};

const checkBusy = (item: BusyItem): void => {
  checkInstant('busy.start', item.start);
  checkInstant('busy.end', item.end);
  if (item.holdUntil !== undefined) checkInstant('busy.holdUntil', item.holdUntil);
  checkCount('busy.bufferBeforeMinutes', item.bufferBeforeMinutes);
  checkCount('busy.bufferAfterMinutes', item.bufferAfterMinutes);
  if (item.sameEvent !== undefined) checkCount('busy.seatsTaken', item.sameEvent.seatsTaken);
};

const checkHosts = (hosts: readonly HostInput[]): void => {
  const ids = new Set<string>();
  for (const host of hosts) {
    if (ids.has(host.id)) refuse('hosts', 'different ones');
    ids.add(host.id);
    if (host.knownUntil !== undefined) checkInstant('knownUntil', host.knownUntil);
    for (const item of host.busy) checkBusy(item);
  }
};

/**
 * Throws RangeError for a number that means nothing. A busy item of NaN compares as lying nowhere and would be
 * offered over; better no answer than that one.
 */
export const checkQuery = (query: SlotQuery): void => {
  checkInstant('now', query.now);
  checkInstant('from', query.from);
  checkInstant('to', query.to);
  checkLink(query.link);
  checkHosts(query.hosts);
  for (const { start, end } of query.counted ?? []) {
    checkInstant('counted.start', start);
    checkInstant('counted.end', end);
  }
};
