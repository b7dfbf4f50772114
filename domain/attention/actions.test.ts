import { describe, expect, test } from 'vitest';
import { failures } from '#domain/failure.ts';
import { actionsFor, addressFailures } from './actions.ts';
import { type FailingItem, failingKinds } from './types.ts';

const bounced: FailingItem = {
  kind: 'delivery',
  subjectKind: 'booking',
  failure: 'bounced',
  audience: 'guest',
  isSuppressed: true,
};

describe('what can be done about an item that needs attention', () => {
  test('always includes to dismiss what fails', () => {
    for (const kind of failingKinds)
      for (const failure of failures) expect(actionsFor({ ...bounced, kind, failure })).toContain('dismiss');
  });

  const theirs = { start: Date.UTC(2027, 2, 1, 9), end: Date.UTC(2027, 2, 1, 10), allDay: false };
  test.each<[string, Parameters<typeof actionsFor>[0]['failure'], object, readonly string[]]>([
    ['a moved event', 'event_moved', { theirs }, ['follow', 'restore', 'cancel']],
    [
      'one moved to a whole day',
      'event_moved',
      { theirs: { ...theirs, allDay: true } },
      ['restore', 'cancel'],
    ],
    ['one of no length', 'event_moved', { theirs: { ...theirs, end: theirs.start } }, ['restore', 'cancel']],
    [
      'one between two minutes',
      'event_moved',
      { theirs: { ...theirs, start: theirs.start + 1000 } },
      ['restore', 'cancel'],
    ],
    [
      'one of days',
      'event_moved',
      { theirs: { ...theirs, end: theirs.end + 86_400_000 } },
      ['restore', 'cancel'],
    ],
    ['one that guests share', 'event_moved', { theirs, subjectKind: 'session' }, ['restore', 'cancel']],
    ['a deleted event', 'event_removed', {}, ['restore', 'cancel']],
    ['missing events', 'events_missing', { subjectKind: 'integration' }, ['accept', 'keep']],
  ])('is, for %s, exactly what a person can decide', (_, failure, more, actions) => {
    expect(actionsFor({ ...bounced, isSuppressed: false, kind: 'conflict', failure, ...more })).toEqual(
      actions,
    );
  });

  test('is to try it again, unless nothing is sent to its address', () => {
    expect(actionsFor({ ...bounced, isSuppressed: false })).toContain('retry');
    expect(actionsFor(bounced)).not.toContain('retry');
  });

  test("is to correct the address of a guest's mail whose address failed, and of no other", () => {
    const isCorrectable = (item: FailingItem): boolean => actionsFor(item).includes('correct_address');
    expect(isCorrectable(bounced)).toBe(true);
    expect(isCorrectable({ ...bounced, audience: 'further_guest' })).toBe(true);
    expect(isCorrectable({ ...bounced, audience: 'host' })).toBe(false);
    expect(isCorrectable({ ...bounced, kind: 'notification', audience: null })).toBe(false);
    expect(failures.filter((failure) => isCorrectable({ ...bounced, failure })).toSorted()).toEqual(
      addressFailures.toSorted(),
    );
    expect(isCorrectable({ ...bounced, failure: 'unavailable' })).toBe(false);
  });
});
