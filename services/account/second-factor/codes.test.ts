import { TOTP } from 'otpauth';
import { expect, it } from 'vitest';
import { digitsOf, hashOfRecoveryCode, newRecoveryCodes, newSeed, seedAddress, stepOf } from './codes.ts';

const seed = newSeed();
const at = 1_790_000_010_000;
const codeAt = (moment: number): string => new TOTP({ secret: seed }).generate({ timestamp: moment });

it('a code is of its half minute, and accepted in the one before and the one after', () => {
  const step = Math.floor(at / 30_000);
  expect(stepOf(seed, codeAt(at), at)).toBe(step);
  expect(stepOf(seed, codeAt(at - 30_000), at)).toBe(step - 1);
  expect(stepOf(seed, codeAt(at + 30_000), at)).toBe(step + 1);
  expect(stepOf(seed, codeAt(at - 90_000), at)).toBeNull();
  expect(stepOf(newSeed(), codeAt(at), at)).toBeNull();
});

it('an app reads from the address whose codes it makes', () => {
  const address = new URL(seedAddress(seed, 'linh@lotus.example'));
  expect(address.protocol).toBe('otpauth:');
  expect(address.searchParams.get('secret')).toBe(seed);
  expect(address.searchParams.get('issuer')).toBe('Everslot');
  expect(decodeURIComponent(address.pathname)).toContain('linh@lotus.example');
});

it('there are ten recovery codes, no two alike, and how one is typed does not matter', () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes.map(hashOfRecoveryCode)).size).toBe(10);
  const [first = ''] = codes;
  expect(first).toMatch(/^[0-9a-z]{4}(?:-[0-9a-z]{4}){5}$/);
  const typed = ` ${first.toUpperCase().replaceAll('-', ' ').replaceAll('0', 'O').replaceAll('1', 'I')} `;
  expect(hashOfRecoveryCode(typed)).toBe(hashOfRecoveryCode(first));
  for (const none of ['', '123456', first.slice(1), `${first}x`]) expect(hashOfRecoveryCode(none)).toBeNull();
});

it('digits may be grouped, and nothing else is taken for a code', () => {
  expect(digitsOf(' 123 456 ')).toBe('123456');
  for (const none of ['12345', '1234567', 'abcdef', '１２３４５６']) expect(digitsOf(none)).toBeNull();
});
