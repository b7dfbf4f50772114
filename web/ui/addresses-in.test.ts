import { expect, it } from 'vitest';
import { addressesIn } from './addresses-in.ts';

it.each([
  ['a@x.io b@x.io', ['a@x.io', 'b@x.io']],
  [' a@x.io;b@x.io,\nc@x.io ', ['a@x.io', 'b@x.io', 'c@x.io']],
  ['An Phạm <an@x.io>, "Bình" <b@x.io>; c@x.io', ['an@x.io', 'b@x.io', 'c@x.io']],
  ['An <an@x.io> Bình < b@x.io >', ['an@x.io', 'b@x.io']],
  ['<c@x.io', ['<c@x.io']],
  ['', []],
])('finds the addresses of %j, with or without names', (typed, addresses) => {
  expect(addressesIn(typed)).toEqual(addresses);
});
