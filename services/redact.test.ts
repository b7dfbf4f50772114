import { describe, expect, it } from 'vitest';
import { createLogger } from './log.ts';
import { describeError, redactLine } from './redact.ts';

const logged = (fields: Record<string, unknown>): string => {
  let text = '';
  createLogger({ level: 'info', service: 'test' }, { write: (line) => (text += line) }).info(fields, 'probe');
  return text;
};

describe('log lines', () => {
  it.each([
    'sk_live_abcdefgh12345678',
    'whsec_c2VjcmV0c2VjcmV0',
    're_123456789abcdef',
    'ya29.a0AfH6SMBx-token',
    '1//0gAbCdEfGhIjKl',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-def',
    'xoxb-123-456-abc',
    'AIzaSyA-1234567890abcdefghijk',
    'Bearer abc.def',
    'everslot.session_token=abc.def',
    'postgres://user:password@host/db',
    'an.nguyen+tag@example.com',
  ])('never hold %s', (secret) => {
    expect(redactLine(`{"msg":"before ${secret} after"}`)).not.toContain(secret);
    expect(logged({ anything: `before ${secret} after` })).not.toContain(secret);
  });

  it.each(['/api/v1/public/bookings/', '/api/v1/public/holds/', '/b/'])(
    "never hold a guest's token of %s",
    (path) => {
      const token = 'manage.01kaz7n0x2f8s9m4q5t6v7w8x9.01kaz7n0x2f8s9m4q5t6v7w8xa.1a2b3c.c2lnbmF0dXJl';
      expect(redactLine(`{"path":"${path}${token}/cancel"}`)).toBe(`{"path":"${path}<token>/cancel"}`);
    },
  );

  it('keep what is harmless readable', () => {
    const line =
      '{"route":"/api/v1/public/bookings/{token}","tenantId":"ten_01kaz7n0x2f8s9m4q5t6v7w8x9","ms":1.5}';
    expect(redactLine(line)).toBe(line);
  });

  it('show the same person as the same hash and keep the domain', () => {
    const [a, b] = [redactLine('an@example.com'), redactLine('AN@example.com')];
    expect(a).toMatch(/^<email:[0-9a-f]{8}@example\.com>$/);
    expect(b.slice(0, 15)).toBe(a.slice(0, 15));
  });

  it('hide fields that are personal or secret by their name', () => {
    const text = logged({
      guest: { name: 'An' },
      token: 'abc',
      nested: { password: 'hunter2hunter2', answers: { a: 'b' } },
    });
    for (const secret of ['An"', 'abc', 'hunter2', '"b"']) expect(text).not.toContain(secret);
  });

  it('tell of an error without the values it was bound to', () => {
    const cause = Object.assign(new Error('duplicate key'), {
      code: '23505',
      detail: 'Key (email)=(an@example.com) exists',
    });
    const error = new Error('Failed query: insert into x values ($1)\nparams: an@example.com,secret', {
      cause,
    });
    const text = JSON.stringify(describeError(error));
    expect(text).toContain('23505');
    expect(text).toContain('Failed query');
    expect(text).not.toContain('an@example.com');
    expect(text).not.toContain('secret');
  });
});

describe('an error in the log', () => {
  const canary = 'Canary Xyzzy';
  const thrownBy = (work: () => unknown): unknown => {
    try {
      return work();
    } catch (error) {
      return error;
    }
  };
  const refused = (code: string, message: string): Error =>
    new Error(`Failed query: select $1\nparams: ${canary}`, {
      cause: Object.assign(new Error(message), { name: 'error', code, detail: canary, where: canary }),
    });

  it('has its name, what it says, its code and the place it comes from', () => {
    class OutOfPaper extends Error {
      override name = 'OutOfPaper';
      code = 'tray_2';
    }
    const error = new OutOfPaper('the tray is empty');
    const described = describeError(error);
    expect(described).toEqual({
      type: 'OutOfPaper',
      message: 'the tray is empty',
      code: 'tray_2',
      stack: expect.arrayContaining([expect.stringMatching(/^at .*redact\.test\.ts:\d+:\d+\)?$/)]),
    });
    expect(JSON.parse(logged({ err: error }))).toMatchObject({ err: described });
  });

  it('has its causes by name and code, and of a chain without end the first few', () => {
    const root = Object.assign(new TypeError('not a clock'), { code: 'E_CLOCK' });
    const described = describeError(
      new Error('cannot start', { cause: new RangeError('late', { cause: root }) }),
    );
    expect(described).toMatchObject({
      type: 'Error',
      cause: { type: 'RangeError', message: 'late', cause: { type: 'TypeError', code: 'E_CLOCK' } },
    });
    const endless = new Error('again');
    endless.cause = endless;
    expect(JSON.stringify(describeError(endless)).match(/again/g)?.length).toBeLessThan(10);
  });

  it('of anything that is no error is its type alone', () => {
    for (const thrown of [canary, { name: canary }, null, undefined, 7])
      expect(describeError(thrown)).toEqual({ type: typeof thrown });
  });

  it.each<[string, unknown]>([
    ['a statement', refused('23505', 'duplicate key value violates unique constraint "x_key"')],
    ['a value of another type', refused('22P02', `invalid input syntax for type uuid: "${canary}"`)],
    [
      'a value in which quotes stand',
      refused('22P02', `invalid input syntax for type json: "it's "${canary}"`),
    ],
    ['a text that is no JSON', thrownBy(() => JSON.parse(`${canary} writes`))],
    ['a text that looks like a place', new Error(`Failed query: x\nparams: a note\n    at ${canary}:1:1`)],
    ['something thrown along', new Error('refused', { cause: { name: canary } })],
  ])('about %s says nothing of a person', (_what, error) => {
    expect(
      JSON.stringify(error instanceof Error && [error.message, error.cause, String(error.stack)]),
    ).toContain('Canary');
    expect(JSON.stringify(describeError(error))).not.toContain('Canary');
    expect(logged({ err: error })).not.toContain('Canary');
  });

  it('keeps the names that a refused statement needs to be found by', () => {
    const text = JSON.stringify(describeError(refused('23505', 'violates unique constraint "x_key"')));
    expect(text).toContain('x_key');
    expect(text).toContain('23505');
  });
});
