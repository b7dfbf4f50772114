import { describe, expect, test } from 'vitest';
import { parseStripeEnv } from './env.ts';

test('nothing has to be set: organisations bring their keys', () => {
  expect(parseStripeEnv({})).toEqual({ baseUrl: 'https://api.stripe.com', platformKey: null });
  expect(parseStripeEnv({ STRIPE_BASE_URL: ' ', STRIPE_PLATFORM_KEY: '' }).platformKey).toBeNull();
});

test('an address and a platform’s key are taken as they are given', () => {
  const env = { STRIPE_BASE_URL: 'https://stripe.example.com/', STRIPE_PLATFORM_KEY: ' sk_live_abcdefgh1 ' };
  expect(parseStripeEnv(env)).toEqual({
    baseUrl: 'https://stripe.example.com',
    platformKey: 'sk_live_abcdefgh1',
  });
});

test('plain http is for loopback alone, and where it is allowed', () => {
  const STRIPE_BASE_URL = 'http://127.0.0.1:4014';
  expect(() => parseStripeEnv({ STRIPE_BASE_URL })).toThrow(/STRIPE_BASE_URL must be https/);
  const allowed = { STRIPE_BASE_URL, ALLOW_LOOPBACK_PROVIDERS: 'true' };
  expect(parseStripeEnv(allowed).baseUrl).toBe(STRIPE_BASE_URL);
  const elsewhere = { ...allowed, STRIPE_BASE_URL: 'http://stripe.example.com' };
  expect(() => parseStripeEnv(elsewhere)).toThrow(/STRIPE_BASE_URL/);
});

describe('what is wrong is named, and no value is shown', () => {
  test.each([
    [{ STRIPE_BASE_URL: 'api.secret.com' }, /^Payment configuration: STRIPE_BASE_URL/],
    [{ STRIPE_BASE_URL: 'https://user:secret@api.stripe.com' }, /STRIPE_BASE_URL must be a plain URL/],
    [{ STRIPE_BASE_URL: 'https://api.stripe.com/secret' }, /STRIPE_BASE_URL must not have a path/],
    [{ STRIPE_PLATFORM_KEY: 'pk_live_secret1234' }, /STRIPE_PLATFORM_KEY must start with sk_live_/],
    [{ STRIPE_BASE_URL: 'secret', STRIPE_PLATFORM_KEY: 'secret' }, /STRIPE_BASE_URL .*; STRIPE_PLATFORM_KEY/],
  ])('%j', (env, message) => {
    expect(() => parseStripeEnv(env)).toThrow(message);
    expect(() => parseStripeEnv(env)).not.toThrow(/secret/);
  });
});
