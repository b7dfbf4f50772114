import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseWorkerEnv } from '#activities/process/env.ts';
import { parseApiEnv } from './env.ts';

const env = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://book.example.com/',
  DATABASE_URL: 'postgres://everslot_app:a-real-password@db/everslot',
  DATABASE_AUTH_URL: 'postgres://everslot_auth:another-password@db/everslot',
  AUTH_SECRET: 'kT3hW8qZs1mVx9yB4cN7dR2fG5jL0pQa',
  LINK_SECRET: 'pQa0kT3hW8qZs1mVx9yB4cN7dR2fG5jL',
  ENCRYPTION_KEYS:
    'k2:3q2+78r+ur6rze8BI0VniavN7wEjRWeJq83vASNFZ4k= k1:ASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4nerb4=',
};

const messageOf = (changes: Record<string, string | undefined>): string => {
  try {
    parseApiEnv({ ...env, ...changes });
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
};

describe('the configuration', () => {
  it('is read with its defaults, keys in their order, the address without a trailing slash', () => {
    const config = parseApiEnv(env);
    expect(config.PUBLIC_URL).toBe('https://book.example.com');
    expect(config.ENCRYPTION_KEYS.map(({ id }) => id)).toEqual(['k2', 'k1']);
    expect(config.RATE_LIMIT_SLOTS).toEqual({ requests: 300, seconds: 60 });
    expect(parseApiEnv({ ...env, RATE_LIMIT_SLOTS: 'off' }).RATE_LIMIT_SLOTS).toBeNull();
    expect(config.REGISTRATION).toBe('closed');
  });

  it('names everything that is missing or malformed at once and shows no value', () => {
    const message = messageOf({
      AUTH_SECRET: 'short-secret',
      DATABASE_URL: undefined,
      RATE_LIMIT_READ: '10 per minute',
      PORT: '99999',
    });
    for (const key of ['AUTH_SECRET', 'DATABASE_URL is missing', 'RATE_LIMIT_READ', 'PORT'])
      expect(message).toContain(key);
    expect(message).not.toContain('short-secret');
    expect(message).not.toContain('10 per minute');
  });

  it('refuses throw-away secrets, default passwords, plain http and loopback vendors in production only', () => {
    const changes = {
      AUTH_SECRET: 'change-me-change-me-change-me-change-me',
      DATABASE_URL: 'postgres://everslot_app:everslot_app@db/everslot',
      PUBLIC_URL: 'http://book.example.com',
      ALLOW_LOOPBACK_PROVIDERS: 'true',
    };
    const message = messageOf(changes);
    for (const key of Object.keys(changes)) expect(message).toContain(key);
    expect(messageOf({ ...changes, NODE_ENV: 'development' })).toBe('');
    expect(() => parseWorkerEnv({ ...env, ...changes })).toThrow(
      /AUTH_SECRET.*DATABASE_URL.*PUBLIC_URL.*ALLOW_LOOPBACK_PROVIDERS/,
    );
  });

  it.each([
    ['AUTH_SECRET', 'a'.repeat(40)],
    ['LINK_SECRET', '01'.repeat(20)],
    ['ENCRYPTION_KEYS', `k1:${Buffer.alloc(32).toString('base64')}`],
    ['ENCRYPTION_KEYS', `${env.ENCRYPTION_KEYS} change1:${Buffer.alloc(32).toString('base64')}`],
    ['DATABASE_AUTH_URL', 'postgres://everslot_auth:everslot_auth@db/everslot'],
  ])('a production %s that anybody could guess is refused: %s', (name, value) => {
    expect(messageOf({ [name]: value })).toContain(name);
  });

  it.each([
    ['PUBLIC_URL', 'https://book.example.com/team', /PUBLIC_URL: must be.*no path/],
    ['PUBLIC_URL', 'https://book.example.com/?a=b', /PUBLIC_URL: must be/],
    ['PUBLIC_URL', 'https://book.example.com/#top', /PUBLIC_URL: must be/],
    ['PUBLIC_URL', 'https://user:pass@book.example.com', /PUBLIC_URL: must be/],
    ['PUBLIC_URL', 'book.example.com', /PUBLIC_URL: must be/],
    ['PUBLIC_URL', 'ftp://book.example.com', /PUBLIC_URL: must be/],
    ['TEMPORAL_UI_URL', 'javascript:alert(1)', /TEMPORAL_UI_URL: must be/],
    ['TEMPORAL_UI_URL', 'temporal.example.com:8233', /TEMPORAL_UI_URL: must be/],
    ['CORS_ORIGINS', 'https://a.example https://b.example/', /CORS_ORIGINS: each must be an origin/],
    ['CORS_ORIGINS', 'https://a.example/path', /CORS_ORIGINS/],
    ['CORS_ORIGINS', '*', /CORS_ORIGINS/],
    ['DATABASE_URL', 'https://db.example.com/everslot', /DATABASE_URL: must be postgres/],
    [
      'DATABASE_AUTH_URL',
      'postgres://everslot_auth:a/b@db/everslot',
      /DATABASE_AUTH_URL: must be.*percent-encoded/,
    ],
    ['TEMPORAL_ADDRESS', 'temporal', /TEMPORAL_ADDRESS: must be host:port/],
    ['TEMPORAL_ADDRESS', 'https://temporal:7233', /TEMPORAL_ADDRESS/],
    ['TEMPORAL_NAMESPACE', 'my namespace', /TEMPORAL_NAMESPACE/],
    [
      'ENCRYPTION_KEYS',
      `k1:${randomBytes(32).toString('base64')} k1:${randomBytes(32).toString('base64')}`,
      /id of its own/,
    ],
  ])('a %s that is accepted but cannot work is refused by name: %s', (name, value, sentence) => {
    expect(messageOf({ [name]: value })).toMatch(sentence);
  });

  it.each<[string, string, string?]>([
    ['PUBLIC_URL', 'https://Book.Example.com:443/', 'https://book.example.com'],
    ['PUBLIC_URL', 'https://book.example.com:8443', 'https://book.example.com:8443'],
    ['TEMPORAL_UI_URL', 'https://example.com/temporal/', 'https://example.com/temporal'],
    ['TEMPORAL_ADDRESS', '[::1]:7233', '[::1]:7233'],
    ['DATABASE_URL', 'postgresql://everslot_app:p%2Fw@db:5432/everslot?sslmode=require'],
  ])('a %s is taken in the form it is used in: %s', (name, value, form = value) => {
    expect(parseApiEnv({ ...env, [name]: value })).toMatchObject({ [name]: form });
  });
});
