import type { ErrorResponse } from 'resend';
import { describe, expect, test } from 'vitest';
import { formatAddress, toCreateEmail, toProviderFailure } from './mapper.ts';

const error = (statusCode: number | null, name: string, message = 'No.'): ErrorResponse =>
  ({ statusCode, name, message }) as ErrorResponse;

test.each([
  [429, 'rate_limit_exceeded', 'throttled', 'throttled'],
  [429, 'daily_quota_exceeded', 'throttled', 'quota_exceeded'],
  [429, 'monthly_quota_exceeded', 'throttled', 'quota_exceeded'],
  [429, 'something_new', 'throttled', 'throttled'],
  [401, 'missing_api_key', 'revoked', 'credentials_refused'],
  [401, 'restricted_api_key', 'revoked', 'credentials_refused'],
  [403, 'invalid_api_key', 'revoked', 'credentials_refused'],
  [400, 'invalid_api_key', 'revoked', 'credentials_refused'],
  [403, 'validation_error', 'revoked', 'credentials_refused'],
  [404, 'not_found', 'missing', 'missing'],
  [409, 'concurrent_idempotent_requests', 'unavailable', 'in_progress'],
  [409, 'invalid_idempotent_request', 'conflict', 'key_reused'],
  [400, 'invalid_idempotency_key', 'invalid', 'malformed_request'],
  [405, 'method_not_allowed', 'invalid', 'malformed_request'],
  [422, 'missing_required_field', 'invalid', 'malformed_request'],
  [422, 'invalid_from_address', 'invalid', 'sender_refused'],
  [422, 'invalid_attachment', 'invalid', 'content_refused'],
  [451, 'security_error', 'invalid', 'malformed_request'],
  [408, 'application_error', 'unavailable', 'unavailable'],
  [500, 'internal_server_error', 'unavailable', 'unavailable'],
  [503, 'application_error', 'unavailable', 'unavailable'],
  [null, 'application_error', 'unavailable', 'unavailable'],
])('%s %s is %s: %s', (status, name, kind, reason) => {
  expect(toProviderFailure(error(status, name), null)).toMatchObject({ vendor: 'resend', kind, reason });
});

test('an answer of somebody in between, without status and name, is unavailable', () => {
  const stray = { message: 'upstream' } as unknown as ErrorResponse;
  expect(toProviderFailure(stray, {})).toMatchObject({ kind: 'unavailable', reason: 'unavailable' });
});

test('only a refusal that names the recipient blames the recipient', () => {
  const reasonOf = (message: string) =>
    toProviderFailure(error(422, 'validation_error', message), null).reason;
  expect(reasonOf('Invalid `to` field. The email address needs to follow …')).toBe('recipient_refused');
  expect(reasonOf('Invalid recipient address.')).toBe('recipient_refused');
  expect(reasonOf('Invalid `reply_to` field.')).toBe('malformed_request');
  expect(reasonOf('You need to fix this to go on.')).toBe('malformed_request');
});

test('neither the vendor’s name of a failure nor its message gets through', () => {
  const failure = toProviderFailure(error(422, 'Bad guest@example.com', 'guest@example.com is bad'), null);
  expect(failure.reason).toBe('malformed_request');
  expect(failure.message).not.toContain('guest');
});

describe('how long to wait', () => {
  const wait = (headers: Record<string, string>) =>
    toProviderFailure(error(429, 'rate_limit_exceeded'), headers).retryAfterSeconds;
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
  test('a request that will never be accepted is not to be repeated, whatever the limit says', () => {
    const refused = toProviderFailure(error(403, 'invalid_api_key'), { 'ratelimit-reset': '1' });
    expect(refused.retryAfterSeconds).toBeUndefined();
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
