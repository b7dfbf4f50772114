import { describe, expect, test } from 'vitest';
import { anyPorts } from './stack-ports.ts';
import { idlePorts, standInEnvironment, standInsFor } from './stand-ins.ts';

const vendors = (user: Record<string, string>) =>
  standInsFor(user).flatMap(({ capability, vendor }) => (capability === 'identity' ? [] : vendor));

describe('what stands in for vendors', () => {
  test.each([
    ['nothing is configured', {}, ['google', 'resend', 'stripe', 'stripe']],
    ['a calendar is configured', { GOOGLE_CLIENT_ID: 'x' }, ['resend', 'stripe', 'stripe']],
    ['a mail server is configured', { SMTP_HOST: 'x' }, ['google', 'stripe', 'stripe']],
    [
      'the local mailbox is chosen',
      { EMAIL_VENDOR: 'local-mailbox' },
      ['google', 'local-mailbox', 'stripe', 'stripe'],
    ],
    [
      'a vendor without emulator is chosen and not configured',
      { EMAIL_VENDOR: 'smtp' },
      ['google', 'stripe', 'stripe'],
    ],
    ['payments go to the vendor itself', { STRIPE_BASE_URL: 'x' }, ['google', 'resend', 'stripe']],
    ['plans are sold by the vendor itself', { STRIPE_BILLING_KEY: 'x' }, ['google', 'resend', 'stripe']],
  ])('when %s', (_, user, expected) => {
    expect(vendors(user)).toEqual(expected);
  });
});

test('the settings point at the ports and folders of this stack', () => {
  const ports = { ...anyPorts, EVERSLOT_GOOGLE_EMULATOR_PORT: 4999 };
  const env = standInEnvironment(standInsFor({ EMAIL_VENDOR: 'local-mailbox' }), ports, '/state');
  expect(env['GOOGLE_API_BASE_URL']).toBe('http://127.0.0.1:4999');
  expect(env['LOCAL_MAILBOX_FOLDER']).toBe('/state/emulators/local-mailbox');
  expect(env).not.toHaveProperty('RESEND_API_KEY');
});

test('the port of an emulator that is not started may be taken', () => {
  expect(idlePorts(standInsFor({}))).toEqual(['EVERSLOT_LOCAL_MAILBOX_PORT']);
});

test('all vendors stand in with whose accounts people sign in, unless one is configured', () => {
  const signIns = (user: Record<string, string>) =>
    standInsFor(user).flatMap(({ capability, vendor }) => (capability === 'identity' ? vendor : []));
  expect(signIns({})).toEqual(['google', 'microsoft']);
  expect(signIns({ MICROSOFT_SIGN_IN_CLIENT_ID: 'x' })).toEqual([]);
});
