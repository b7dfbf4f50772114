import { gaxios } from 'google-auth-library';
import { describe, expect, test } from 'vitest';
import { parseRetryAfter, toProviderFailure } from './failures.ts';

const now = Date.parse('2026-11-21T10:00:00Z');

describe('how long the vendor asks us to wait', () => {
  test.each([
    ['30', 30],
    ['0', 0],
    ['1.2', 2],
    ['Sat, 21 Nov 2026 10:01:30 GMT', 90],
    ['Sat, 21 Nov 2026 09:00:00 GMT', 0],
    ['soon', undefined],
    ['-5', undefined],
    ['', undefined],
    [null, undefined],
  ])('%j means %j seconds', (header, seconds) => {
    expect(parseRetryAfter(header, now)).toBe(seconds);
  });
});

describe('what the SDK throws', () => {
  test('is unavailable when it is not an answer of the vendor, and its message is withheld', () => {
    const failure = toProviderFailure(new TypeError('Mai <mai@example.com>'), 'api', now);
    expect(failure.kind).toBe('unavailable');
    expect(`${failure.message} ${String(failure.cause)}`).not.toContain('mai@');
  });

  test('names the server that was asked, and nothing else of its address', () => {
    const url = new URL('https://oauth2.example.com/token?key=secret');
    const failure = toProviderFailure(
      new gaxios.GaxiosError('No.', { url, headers: new Headers() }),
      'refresh',
      now,
    );
    expect([failure.reason, failure.server]).toEqual(['unreachable', 'oauth2.example.com:443']);
  });

  test('is passed on when it is ours already', () => {
    const ours = toProviderFailure(new Error('x'), 'api', now);
    expect(toProviderFailure(ours, 'list', now)).toBe(ours);
  });
});

describe('what an answer means', () => {
  const config = { url: new URL('http://127.0.0.1/'), headers: new Headers() };
  const answered = (status: number, code: string) => {
    const data: { error?: unknown } = {};
    const error = new gaxios.GaxiosError(
      'No.',
      config,
      Object.assign(new Response(null, { status }), { config, data }),
    );
    // The library drops a body it did not read itself.
    const body = { error: code.startsWith('invalid_') ? code : { errors: [{ reason: code }] } };
    if (error.response !== undefined) error.response.data = body;
    return error;
  };
  test.each([
    [401, 'authError', 'api', 'revoked', 'access_withdrawn'],
    [403, 'insufficientPermissions', 'api', 'revoked', 'insufficient_permissions'],
    [403, 'userRateLimitExceeded', 'api', 'throttled', 'throttled'],
    [403, 'quotaExceeded', 'api', 'throttled', 'quota_exceeded'],
    [403, 'forbidden', 'api', 'invalid', 'not_allowed'],
    [404, 'notFound', 'api', 'missing', 'missing'],
    [410, 'deleted', 'api', 'missing', 'missing'],
    [410, 'fullSyncRequired', 'list', 'cursor_expired', 'cursor_expired'],
    [409, 'duplicate', 'api', 'conflict', 'conflict'],
    [412, 'conditionNotMet', 'api', 'conflict', 'conflict'],
    [429, 'rateLimitExceeded', 'api', 'throttled', 'throttled'],
    [400, 'badRequest', 'api', 'invalid', 'malformed_request'],
    [500, 'backendError', 'api', 'unavailable', 'unavailable'],
    [503, 'backendError', 'refresh', 'unavailable', 'unavailable'],
    [400, 'invalid_grant', 'refresh', 'revoked', 'access_withdrawn'],
    [400, 'invalid_grant', 'code', 'invalid', 'authorization_expired'],
    [401, 'invalid_client', 'refresh', 'invalid', 'not_allowed'],
    [400, 'invalid_token', 'revoke', 'revoked', 'access_withdrawn'],
  ] as const)('%d %s (%s) is %s: %s, in our words alone', (status, code: string, call, kind, reason) => {
    const failure = toProviderFailure(answered(status, code), call, now);
    expect([failure.kind, failure.reason]).toEqual([kind, reason]);
    expect(`${failure.message} ${String(failure.cause)}`).not.toContain(code);
  });
});
