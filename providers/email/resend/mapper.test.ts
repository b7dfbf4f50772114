import type { ErrorResponse } from 'resend';
import { describe, expect, test } from 'vitest';
import { formatAddress, toCreateEmail, toProviderError } from './mapper.ts';

const error = (statusCode: number | null, name: string, message = 'No.'): ErrorResponse =>
  ({ statusCode, name, message }) as ErrorResponse;

test.each([
  [429, 'rate_limit_exceeded', 'throttled'],
  [429, 'daily_quota_exceeded', 'throttled'],
  [429, 'monthly_quota_exceeded', 'throttled'],
  [429, 'something_new', 'throttled'],
  [401, 'missing_api_key', 'revoked'],
  [401, 'restricted_api_key', 'revoked'],
  [403, 'invalid_api_key', 'revoked'],
  [400, 'invalid_api_key', 'revoked'],
  [403, 'validation_error', 'revoked'],
  [404, 'not_found', 'missing'],
  [409, 'concurrent_idempotent_requests', 'unavailable'],
  [409, 'invalid_idempotent_request', 'conflict'],
  [400, 'invalid_idempotency_key', 'invalid'],
  [405, 'method_not_allowed', 'invalid'],
  [422, 'missing_required_field', 'invalid'],
  [422, 'invalid_from_address', 'invalid'],
  [422, 'invalid_attachment', 'invalid'],
  [451, 'security_error', 'invalid'],
  [408, 'application_error', 'unavailable'],
  [500, 'internal_server_error', 'unavailable'],
  [503, 'application_error', 'unavailable'],
  [null, 'application_error', 'unavailable'],
])('%s %s is %s', (status, name, kind) => {
  expect(toProviderError(error(status, name), null)).toMatchObject({ vendor: 'resend', kind, reason: name });
});

test('an answer of somebody in between, without status and name, is unavailable', () => {
  const stray = { message: 'upstream' } as unknown as ErrorResponse;
  expect(toProviderError(stray, {})).toMatchObject({ kind: 'unavailable', reason: undefined });
});

test('only a refusal that names the recipient blames the recipient', () => {
  const reasonOf = (message: string) => toProviderError(error(422, 'validation_error', message), null).reason;
  expect(reasonOf('Invalid `to` field. The email address needs to follow …')).toBe('recipient_refused');
  expect(reasonOf('Invalid recipient address.')).toBe('recipient_refused');
  expect(reasonOf('Invalid `reply_to` field.')).toBe('validation_error');
  expect(reasonOf('You need to fix this to go on.')).toBe('validation_error');
});

test('the reason is the vendor’s code and never its message', () => {
  const failure = toProviderError(error(422, 'Bad guest@example.com', 'guest@example.com is bad'), null);
  expect(failure.reason).toBeUndefined();
  expect(failure.message).not.toContain('guest');
});

describe('how long to wait', () => {
  const wait = (headers: Record<string, string>) =>
    toProviderError(error(429, 'rate_limit_exceeded'), headers).retryAfterSeconds;
  test.each<[string, Record<string, string>, number | undefined]>([
    ['Retry-After in seconds', { 'retry-after': '7' }, 7],
    ['a fraction is rounded up', { 'retry-after': '0.2' }, 1],
    ['the reset of the limit otherwise', { 'ratelimit-reset': '3' }, 3],
    ['a date in the past', { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }, 0],
    ['nonsense', { 'retry-after': 'later' }, undefined],
    ['nothing', {}, undefined],
  ])('%s', (_, headers, seconds) => {
    expect(wait(headers)).toBe(seconds);
  });
  test('Retry-After as a date', () => {
    const seconds = wait({ 'retry-after': new Date(Date.now() + 60_000).toUTCString() });
    expect(seconds).toBeGreaterThan(50);
    expect(seconds).toBeLessThanOrEqual(60);
  });
});

test.each([
  ['Ánh Nguyễn', 'Ánh Nguyễn <a@example.com>'],
  ["O'Brien-Smith", "O'Brien-Smith <a@example.com>"],
  ['Clinic, Inc.', '"Clinic, Inc." <a@example.com>'],
  ['a"b\\c<d>', 'abcd <a@example.com>'],
  ['\r\n\u202e ', 'a@example.com'],
  ['', 'a@example.com'],
])('the display name %j is written safely', (name, expected) => {
  expect(formatAddress({ name, email: 'a@example.com' })).toBe(expected);
});

test('a custom header cannot start another one', () => {
  const created = toCreateEmail({
    from: { name: '', email: 'a@example.com' },
    to: { name: '', email: 'b@example.com' },
    subject: 'Hi\r\nBcc: x@example.com',
    html: '<p>',
    text: '',
    idempotencyKey: 'k',
    headers: { 'X-Ref': 'one\r\nBcc: x@example.com', 'Bad Name': 'x' },
  });
  expect(created.subject).toBe('Hi Bcc: x@example.com');
  expect(created.headers).toEqual({ 'X-Ref': 'one Bcc: x@example.com' });
});
