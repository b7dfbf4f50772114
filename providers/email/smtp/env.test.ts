import { describe, expect, test } from 'vitest';
import { parseSmtpEnv } from './env.ts';

const account = { user: 'us er', password: 'p@ss/w%rd' };

test('without a server the vendor is off', () => {
  expect(parseSmtpEnv({})).toBeNull();
  expect(parseSmtpEnv({ SMTP_URL: ' ', SMTP_HOST: '', SMTP_PORT: '', SMTP_SECURITY: '' })).toBeNull();
});

describe('a server', () => {
  test.each<[string, Record<string, string>, object]>([
    [
      'in one address',
      { SMTP_URL: 'smtp://us%20er:p%40ss%2Fw%25rd@mail.example.com' },
      { host: 'mail.example.com', port: 587, security: 'starttls', account },
    ],
    [
      'in one address with TLS from the first byte',
      { SMTP_URL: 'smtps://us%20er:p%40ss%2Fw%25rd@mail.example.com' },
      { host: 'mail.example.com', port: 465, security: 'tls', account },
    ],
    [
      'in one address with its port and no account',
      { SMTP_URL: 'smtp://mail.example.com:2525/' },
      { host: 'mail.example.com', port: 2525, security: 'starttls', account: null },
    ],
    [
      'in parts',
      { SMTP_HOST: 'mail.example.com', SMTP_USER: account.user, SMTP_PASSWORD: account.password },
      { host: 'mail.example.com', port: 587, security: 'starttls', account },
    ],
    [
      'on the port that means TLS',
      { SMTP_HOST: 'mail.example.com', SMTP_PORT: '465' },
      { host: 'mail.example.com', port: 465, security: 'tls', account: null },
    ],
    [
      'on loopback without TLS',
      { SMTP_URL: 'smtp://[::1]:25', SMTP_SECURITY: 'none', ALLOW_LOOPBACK_PROVIDERS: 'true' },
      { host: '::1', port: 25, security: 'none', account: null },
    ],
    [
      'elsewhere without TLS, when that is said twice',
      { SMTP_HOST: 'relay', SMTP_SECURITY: 'none', SMTP_ALLOW_PLAIN: 'true' },
      { host: 'relay', port: 587, security: 'none', account: null },
    ],
  ])('%s is understood', (_, env, config) => {
    expect(parseSmtpEnv(env)).toEqual(config);
  });

  test.each<[string, Record<string, string>, string]>([
    ['no address', { SMTP_URL: 'mail.example.com' }, 'SMTP_URL must be'],
    ['another protocol', { SMTP_URL: 'https://secret.example.com' }, 'SMTP_URL must be'],
    ['a path', { SMTP_URL: 'smtp://secret.example.com/x' }, 'SMTP_URL must be'],
    ['a user without password', { SMTP_URL: 'smtp://secret@example.com' }, 'user and password or neither'],
    ['both ways at once', { SMTP_URL: 'smtp://a', SMTP_HOST: 'secret' }, 'SMTP_HOST must be empty'],
    ['a password without user', { SMTP_HOST: 'a', SMTP_PASSWORD: 'secret' }, 'belong together'],
    ['a host with a path', { SMTP_HOST: 'secret/x' }, 'SMTP_HOST must be'],
    ['a port that is none', { SMTP_HOST: 'a', SMTP_PORT: 'secret' }, 'malformed SMTP_PORT'],
    ['an unknown security', { SMTP_HOST: 'a', SMTP_SECURITY: 'secret' }, 'malformed SMTP_SECURITY'],
    ['smtps without TLS', { SMTP_URL: 'smtps://a', SMTP_SECURITY: 'none' }, 'contradicts the smtps'],
    ['no TLS elsewhere', { SMTP_HOST: 'secret', SMTP_SECURITY: 'none' }, 'SMTP_SECURITY may be none only'],
    [
      'no TLS elsewhere, allowed on loopback only',
      { SMTP_HOST: 'secret', SMTP_SECURITY: 'none', ALLOW_LOOPBACK_PROVIDERS: 'true' },
      'SMTP_SECURITY may be none only',
    ],
    [
      'no TLS on loopback, not allowed',
      { SMTP_HOST: '127.0.0.1', SMTP_SECURITY: 'none' },
      'may be none only',
    ],
  ])('%s is refused with a sentence that shows no value', (_, env, sentence) => {
    expect(() => parseSmtpEnv(env)).toThrow(sentence);
    expect(() => parseSmtpEnv(env)).not.toThrow(/secret/);
  });
});
