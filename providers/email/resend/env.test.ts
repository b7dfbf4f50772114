import { expect, test } from 'vitest';
import { parseResendEnv } from './env.ts';

const complete = { RESEND_API_KEY: 're_live_key' };
const loopback = { ...complete, ALLOW_LOOPBACK_PROVIDERS: 'true' };

test('without a key the vendor is off', () => {
  expect(parseResendEnv({})).toBeNull();
  expect(parseResendEnv({ RESEND_API_KEY: '  ', RESEND_BASE_URL: 'not an address' })).toBeNull();
});

test('a key is enough for the vendor itself', () => {
  expect(parseResendEnv(complete)).toEqual({
    apiKey: 're_live_key',
    baseUrl: 'https://api.resend.com',
    webhookSecrets: [],
  });
});

test('two webhook secrets may be valid during a rotation', () => {
  const secrets = ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'];
  expect(parseResendEnv({ ...complete, RESEND_WEBHOOK_SECRET: secrets.join(' ') })?.webhookSecrets).toEqual(
    secrets,
  );
});

test.each([
  ['http://127.0.0.1:4010/', 'http://127.0.0.1:4010'],
  ['http://localhost:4010', 'http://localhost:4010'],
  ['http://[::1]:4010', 'http://[::1]:4010'],
  ['https://mail-proxy.example/resend/', 'https://mail-proxy.example/resend'],
])('%s is accepted for development', (url, baseUrl) => {
  expect(parseResendEnv({ ...loopback, RESEND_BASE_URL: url })?.baseUrl).toBe(baseUrl);
});

test.each([
  'http://api.resend.com',
  'http://127.0.0.1.evil.example',
  'http://0.0.0.0:4010',
  'http://10.0.0.1',
  'ftp://localhost',
  'https://user:pass@api.resend.com',
  'https://api.resend.com/?key=1',
  'not a url',
])('%s is refused even for development', (url) => {
  expect(() => parseResendEnv({ ...loopback, RESEND_BASE_URL: url })).toThrow(/RESEND_BASE_URL/);
});

test('http to this machine is refused unless it is allowed', () => {
  const env = { ...complete, RESEND_BASE_URL: 'http://127.0.0.1:4010' };
  expect(() => parseResendEnv(env)).toThrow(/ALLOW_LOOPBACK_PROVIDERS/);
  expect(() => parseResendEnv({ ...env, ALLOW_LOOPBACK_PROVIDERS: '1' })).toThrow(/ALLOW_LOOPBACK_PROVIDERS/);
});

test('every wrong key is named at once and no value is shown', () => {
  const env = {
    RESEND_API_KEY: 'sk_canary',
    RESEND_BASE_URL: 'http://canary.example',
    RESEND_WEBHOOK_SECRET: 'canary',
  };
  const read = () => parseResendEnv(env);
  for (const key of Object.keys(env)) expect(read).toThrow(new RegExp(key));
  expect(read).not.toThrow(/canary/i);
});
