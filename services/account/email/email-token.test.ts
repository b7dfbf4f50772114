import { expect, it } from 'vitest';
import { newId } from '#db/new-id.ts';
import { createSignedText } from '#services/signed-text.ts';
import { isEmailOpen, openEmail, sealEmail } from './email-token.ts';

const signed = createSignedText('s'.repeat(32));
const claims = {
  tenantId: newId('tenant'),
  personId: newId('person'),
  at: 1_790_000_000_000,
  email: 'linh.nguyen@lotus.example',
};

it('a link says whose address becomes which, and nothing else can be made of it', () => {
  const token = sealEmail(signed, 'email', claims);
  expect(openEmail(signed, 'email', token)).toEqual(claims);
  expect(openEmail(signed, 'email_undo', token)).toBeNull();
  for (const bad of ['', '.', `${token}x`, token.slice(1), token.replace('.', '')])
    expect(openEmail(signed, 'email', bad)).toBeNull();
});

it('a new address is proved within a day and before another was set, the last change is taken back within a week', () => {
  const { at } = claims;
  const hour = 3_600_000;
  expect(isEmailOpen('email', at, null, at + 24 * hour - 1)).toBe(true);
  expect(isEmailOpen('email', at, null, at + 24 * hour)).toBe(false);
  expect(isEmailOpen('email', at, at - 1, at + 1)).toBe(true);
  expect(isEmailOpen('email', at, at, at + 1)).toBe(false);
  expect(isEmailOpen('email_undo', at, at, at + 7 * 24 * hour - 1)).toBe(true);
  expect(isEmailOpen('email_undo', at, at, at + 7 * 24 * hour)).toBe(false);
  expect(isEmailOpen('email_undo', at, at + 1, at + 2)).toBe(false);
});
