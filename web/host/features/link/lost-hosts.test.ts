import { expect, test } from 'vitest';
import { lostHostsOf } from './lost-hosts.ts';

test('a link names those of its hosts whose calendar is no longer read, and nobody else', () => {
  const member = (id: string, needsReconnection: boolean) => ({ id, name: `Host ${id}`, needsReconnection });
  const members = [member('a', true), member('b', false), member('c', true)];
  expect(lostHostsOf({ hostIds: ['a', 'b'] }, members)).toEqual(['Host a']);
  expect(lostHostsOf({ hostIds: ['b'] }, members)).toEqual([]);
  expect(lostHostsOf({ hostIds: ['gone'] }, members)).toEqual([]);
});
