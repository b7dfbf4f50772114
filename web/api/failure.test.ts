import { describe, expect, it } from 'vitest';
import { fieldOfPointer, readFailure } from './failure.ts';

const failed = (status: number, headers: HeadersInit = {}): Response =>
  new Response(null, { status, headers });

describe('readFailure', () => {
  it('reads code, field errors, alternatives and request id of problem details', () => {
    const failure = readFailure(failed(409), {
      type: '/problems/slot-taken',
      title: 'This time has just been taken',
      status: 409,
      code: 'slot_taken',
      retryable: false,
      instance: 'req_7',
      errors: [{ pointer: '/start', message: 'is taken' }, { pointer: 4 }, null],
      alternatives: [
        { start: '2026-11-24T02:00:00.000Z', end: '2026-11-24T02:30:00.000Z', kind: 'nearest' },
        'x',
      ],
    });
    expect(failure).toEqual({
      code: 'slot_taken',
      rules: [],
      reason: null,
      status: 409,
      retryable: false,
      requestId: 'req_7',
      errors: [{ pointer: '/start', message: 'is taken' }],
      alternatives: [{ start: '2026-11-24T02:00:00.000Z', end: '2026-11-24T02:30:00.000Z', kind: 'nearest' }],
      retryAfterSeconds: null,
    });
  });

  it.each([
    [401, 'unauthenticated', false],
    [404, 'not_found', false],
    [412, 'precondition_failed', false],
    [429, 'rate_limited', true],
    [502, 'temporarily_unavailable', true],
    [500, 'internal', true],
    [418, 'invalid_request', false],
  ] as const)('gives an answer %d of a proxy the code %s', (status, code, retryable) => {
    expect(readFailure(failed(status), '<html>Bad gateway</html>')).toMatchObject({ code, retryable });
  });

  it('takes the request id of the header and lists that are none for empty', () => {
    const failure = readFailure(failed(500, { 'x-request-id': 'req_9' }), { errors: 'x', alternatives: {} });
    expect(failure).toMatchObject({ requestId: 'req_9', errors: [], alternatives: [] });
  });

  it('takes the seconds of Retry-After and ignores a date', () => {
    const wait = (value: string) => readFailure(failed(429, { 'retry-after': value }), {}).retryAfterSeconds;
    expect(wait('7')).toBe(7);
    expect(wait('Wed, 21 Oct 2026 07:28:00 GMT')).toBeNull();
  });
});

describe('fieldOfPointer', () => {
  it.each([
    ['/title', 'title'],
    ['/questions/0/label', 'questions.0.label'],
    ['/answers/a~1b', 'answers.a/b'],
    ['#query/start', 'start'],
    ['#header/If-Match', 'If-Match'],
  ])('turns %s into %s', (pointer, field) => {
    expect(fieldOfPointer(pointer)).toBe(field);
  });
});
