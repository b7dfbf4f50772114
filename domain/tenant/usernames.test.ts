import { expect, test } from 'vitest';
import { usernamesFor } from './usernames.ts';

test('a public name is made of the address, and of nothing that an address of a page cannot have', () => {
  expect(usernamesFor('Ada.Lovelace+work@example.com', 'x1')).toEqual([
    'ada-lovelace-work',
    'ada-lovelace-work-2',
    'ada-lovelace-work-3',
    'ada-lovelace-work-x1',
  ]);
  expect(usernamesFor('_@example.com', 'x1')[0]).toBe('host');
  expect(usernamesFor(`${'a'.repeat(39)}.b@example.com`, 'x1')[0]).toBe('a'.repeat(39));
});
