import { describe, expect, it } from 'vitest';
import { ApiError, asProblem, fieldOfPointer, parseProblem, retryDelay, shouldRetry } from './problem.ts';

describe('parseProblem', () => {
  it('reads code, field errors, alternatives and request id of problem details', () => {
    const problem = parseProblem(
      409,
      {
        type: '/problems/slot-taken',
        title: 'This time has just been taken',
        status: 409,
        code: 'slot_taken',
        retryable: false,
        instance: 'req_7',
        errors: [{ pointer: '/start', message: 'is taken' }, { pointer: 4 }],
        alternatives: [
          { start: '2026-11-24T02:00:00.000Z', end: '2026-11-24T02:30:00.000Z', kind: 'nearest' },
          'x',
        ],
      },
      null,
    );
    expect(problem).toMatchObject({
      code: 'slot_taken',
      status: 409,
      retryable: false,
      requestId: 'req_7',
      errors: [{ pointer: '/start', message: 'is taken' }],
      alternatives: [{ start: '2026-11-24T02:00:00.000Z', end: '2026-11-24T02:30:00.000Z', kind: 'nearest' }],
      retryAfterSeconds: undefined,
    });
  });

  it.each([
    [401, 'unauthenticated', false],
    [404, 'not_found', false],
    [412, 'precondition_failed', false],
    [429, 'rate_limited', true],
    [502, 'temporarily_unavailable', true],
    [500, 'internal', false],
    [418, 'invalid_request', false],
  ] as const)('gives an answer %d of a proxy the code %s', (status, code, retryable) => {
    expect(parseProblem(status, '<html>Bad gateway</html>', null)).toMatchObject({ code, retryable });
  });

  it('takes the seconds of Retry-After and ignores a date', () => {
    expect(parseProblem(429, {}, '7').retryAfterSeconds).toBe(7);
    expect(parseProblem(429, {}, 'Wed, 21 Oct 2026 07:28:00 GMT').retryAfterSeconds).toBeUndefined();
  });
});

describe('asProblem', () => {
  it('keeps a problem, names an unreachable server, and calls anything else our fault', () => {
    const problem = new ApiError({ code: 'in_use', status: 409, retryable: false });
    expect(asProblem(problem)).toBe(problem);
    expect(asProblem(new TypeError('Failed to fetch'))).toMatchObject({
      code: 'unreachable',
      retryable: true,
    });
    expect(asProblem(new Error('boom'))).toMatchObject({ code: 'internal', retryable: false });
    expect(asProblem('nonsense')).toMatchObject({ code: 'internal' });
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

describe('retrying', () => {
  it('repeats only what may succeed unchanged, at most twice', () => {
    const passing = new ApiError({ code: 'temporarily_unavailable', status: 503, retryable: true });
    const final = new ApiError({ code: 'slot_taken', status: 409, retryable: false });
    expect([shouldRetry(0, passing), shouldRetry(1, passing), shouldRetry(2, passing)]).toEqual([
      true,
      true,
      false,
    ]);
    expect(shouldRetry(0, final)).toBe(false);
  });

  it('waits as long as the server asks for, else doubles', () => {
    const asked = new ApiError({ code: 'rate_limited', status: 429, retryable: true, retryAfterSeconds: 3 });
    expect(retryDelay(0, asked)).toBe(3000);
    expect([0, 1, 2, 9].map((attempt) => retryDelay(attempt, new Error('x')))).toEqual([
      500, 1000, 2000, 8000,
    ]);
  });
});
