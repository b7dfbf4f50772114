import { dictionary } from '@zxcvbn-ts/language-common';
import { expect, it } from 'vitest';
import { isWeakPassword } from './weak-password.ts';

const known = ['linh.nguyen@lotus.example', 'linh.nguyen', 'Linh Nguyen', 'everslot'];

it.each([
  'password123',
  'Password1234',
  'p@ssw0rd123',
  'qwertyuiop',
  '1234567890',
  'iloveyou123',
  'aaaaaaaaaaaa',
  'abcabcabcabc',
  'linh.nguyen1',
  'linhnguyen1',
  'everslot123',
  '0987654321',
])('%s is weak', async (password) => {
  expect(await isWeakPassword(password, known)).toBe(true);
});

it.each(['correct horse battery', 'tr0ub4dor-violet-7', 'một con vịt xòe ra', 'xK7#qLm2vRp9'])(
  '%s is not',
  async (password) => {
    expect(await isWeakPassword(password, known)).toBe(false);
  },
);

it('those that leaked most often, tens of thousands of them, are weak', async () => {
  const leaked = dictionary['passwords-common'] as readonly string[];
  expect(leaked.length).toBeGreaterThan(40_000);
  const long = leaked.filter((password) => password.length >= 8).filter((_, index) => index % 40 === 0);
  expect(long.length).toBeGreaterThan(100);
  const accepted = await Promise.all(
    long.map(async (password) => ((await isWeakPassword(password, known)) ? [] : [password])),
  );
  expect(accepted.flat()).toEqual([]);
});
