import { expect, test } from 'vitest';
import { handlesFor, slugOfName } from './handle.ts';

test.each([
  ['Trần Thùy Linh', 'tran-thuy-linh'],
  ['Đỗ Đức', 'do-duc'],
  ["Seán O'Brien-Smith", 'sean-o-brien-smith'],
  ['  Ada   Lovelace ', 'ada-lovelace'],
  ['山田 太郎', ''],
  ['👩‍⚕️', ''],
])('the public name of %j is made of the letters of addresses', (name, slug) => {
  expect(slugOfName(name)).toBe(slug);
});

test('a long name is cut, and does not end in a hyphen', () => {
  expect(slugOfName(`${'a'.repeat(39)} b`)).toBe('a'.repeat(39));
});

test('whoever has a name that is taken, or none, gets one that is theirs alone', () => {
  expect(handlesFor('Linh', 'x1y2')).toEqual(['linh', 'linh-2', 'linh-3', 'linh-4', 'linh-5', 'linh-x1y2']);
  expect(handlesFor('山田', 'x1y2')).toEqual(['member-x1y2']);
});
