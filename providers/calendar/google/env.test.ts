import { describe, expect, test } from 'vitest';
import { parseGoogleEnv } from './env.ts';

const keys = { GOOGLE_CLIENT_ID: 'id', GOOGLE_CLIENT_SECRET: 'topsecret' };

describe('the calendar configuration', () => {
  test('is off without a client id', () => {
    expect(parseGoogleEnv({})).toBeNull();
    expect(parseGoogleEnv({ GOOGLE_CLIENT_ID: ' ' })).toBeNull();
  });

  test('points at the vendor unless told otherwise', () => {
    expect(parseGoogleEnv(keys)).toMatchObject({
      apiBaseUrl: 'https://www.googleapis.com',
      tokenUrl: 'https://oauth2.googleapis.com/token',
    });
  });

  test('needs the secret', () => {
    expect(() => parseGoogleEnv({ GOOGLE_CLIENT_ID: 'id' })).toThrow(/GOOGLE_CLIENT_SECRET/);
  });

  test('takes plain http only for loopback and only when that is allowed', () => {
    const local = { ...keys, GOOGLE_API_BASE_URL: 'http://127.0.0.1:4010' };
    expect(() => parseGoogleEnv(local)).toThrow(/GOOGLE_API_BASE_URL/);
    expect(parseGoogleEnv({ ...local, ALLOW_LOOPBACK_PROVIDERS: 'true' })?.apiBaseUrl).toBe(
      'http://127.0.0.1:4010',
    );
    const remote = {
      ...keys,
      GOOGLE_TOKEN_URL: 'http://example.com/token',
      ALLOW_LOOPBACK_PROVIDERS: 'true',
    };
    expect(() => parseGoogleEnv(remote)).toThrow(/GOOGLE_TOKEN_URL/);
  });

  test('names every wrong key at once and shows no value', () => {
    const wrong = { ...keys, GOOGLE_API_BASE_URL: 'https://host/path', GOOGLE_CERTS_URL: 'nonsense' };
    expect(() => parseGoogleEnv(wrong)).toThrow(/GOOGLE_API_BASE_URL.*GOOGLE_CERTS_URL/);
    expect(() => parseGoogleEnv(wrong)).not.toThrow(/topsecret|nonsense/);
  });
});
