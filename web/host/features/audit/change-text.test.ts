import { expect, test } from 'vitest';
import { changeText } from './change-text.ts';

test.each([
  ['what is new', null, { role: 'host' }, 'role: "host"'],
  ['what is gone', { role: 'host', isActive: true }, null, 'role: "host", isActive: true'],
  ['what has changed', { role: 'host' }, { role: 'admin' }, 'role: "host" → "admin"'],
  ['a value that was emptied', { name: 'A' }, { name: null }, 'name: "A" → null'],
  ['a field on one side only', { a: 1 }, { b: 2 }, 'a: 1, b: 2'],
  ['names of all objects', null, { constructor: 1 }, 'constructor: 1'],
  ['nothing', null, null, ''],
])('a change is written as it was recorded: %s', (_, before, after, text) => {
  expect(changeText({ before, after })).toBe(text);
});
