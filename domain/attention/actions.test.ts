import { describe, expect, test } from 'vitest';
import { failures } from '#domain/failure.ts';
import { actionsFor, addressFailures } from './actions.ts';
import { attentionKinds, type FailingItem } from './types.ts';

const bounced: FailingItem = {
  kind: 'delivery',
  subjectKind: 'booking',
  failure: 'bounced',
  audience: 'guest',
  isSuppressed: true,
};

describe('what can be done about an item that needs attention', () => {
  test('always includes to dismiss it', () => {
    for (const kind of attentionKinds)
      for (const failure of failures) expect(actionsFor({ ...bounced, kind, failure })).toContain('dismiss');
  });

  test('is to try it again, unless nothing is sent to its address', () => {
    expect(actionsFor({ ...bounced, isSuppressed: false })).toContain('retry');
    expect(actionsFor(bounced)).not.toContain('retry');
  });

  test("is to correct the address of a guest's mail whose address failed, and of no other", () => {
    const isCorrectable = (item: FailingItem): boolean => actionsFor(item).includes('correct_address');
    expect(isCorrectable(bounced)).toBe(true);
    expect(isCorrectable({ ...bounced, audience: 'host' })).toBe(false);
    expect(isCorrectable({ ...bounced, kind: 'notification', audience: null })).toBe(false);
    expect(failures.filter((failure) => isCorrectable({ ...bounced, failure })).toSorted()).toEqual(
      addressFailures.toSorted(),
    );
    expect(isCorrectable({ ...bounced, failure: 'unavailable' })).toBe(false);
  });
});
