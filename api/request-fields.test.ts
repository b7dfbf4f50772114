import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { someOf } from '#contracts/fields.ts';
import { AppError } from '#domain/errors.ts';
import { etagOf, matchesNone, requiredVersionsFrom, versionsFrom } from './middleware/etag.ts';
import { parsePart, unknownFields } from './request-fields.ts';

const Shape = z.object({
  name: z.string(),
  nested: z.object({ a: z.int() }).nullable().default(null),
  list: z.array(z.object({ x: z.int() })).default([]),
  rule: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('a'), days: z.int() }),
      z.object({ kind: z.literal('b'), from: z.string() }),
    ])
    .optional(),
  free: z.record(z.string(), z.string()).default({}),
});

const refusal = (run: () => unknown): AppError => {
  try {
    run();
  } catch (error) {
    if (error instanceof AppError) return error;
  }
  throw new Error('nothing was refused');
};

describe('parts of a request', () => {
  it('name every unknown field however deep, in unions by the member that fits', () => {
    const value = {
      name: 'n',
      more: 1,
      nested: { a: 1, b: 2 },
      list: [{ x: 1 }, { x: 2, 'y/z': 3 }],
      rule: { kind: 'a', days: 1, from: 'x' },
      free: { any: 'thing' },
    };
    expect(unknownFields(Shape, value)).toEqual(['/more', '/nested/b', '/list/1/y~1z', '/rule/from']);
    expect(unknownFields(z.looseObject({ a: z.int() }), { a: 1, b: 2 })).toEqual([]);
  });

  it('name wrong and unknown fields together', () => {
    const error = refusal(() => parsePart('body', Shape, { name: 1, extra: true }));
    expect(error.errors.map(({ pointer }) => pointer)).toEqual(['/name', '/extra']);
    const query = refusal(() =>
      parsePart('query', z.object({ limit: z.coerce.number().int() }), { limit: 'x', utm: 'y' }),
    );
    expect(query.errors.map(({ pointer }) => pointer)).toEqual(['#query/limit']);
  });

  it('name what the field may be that tells the members of a union apart', () => {
    const error = refusal(() => parsePart('body', Shape, { name: 'n', rule: { kind: 'c' } }));
    expect(error.errors).toEqual([{ pointer: '/rule/kind', message: 'must be one of a, b' }]);
  });

  it('name an unknown field alone where it leaves nothing to change', () => {
    const change = someOf({ name: z.string() });
    const named = (value: unknown) => refusal(() => parsePart('body', change, value)).errors;
    expect(named({ nmae: 'a' })).toEqual([{ pointer: '/nmae', message: 'is not a known field' }]);
    expect(named({})).toEqual([{ pointer: '', message: 'must name at least one field to change' }]);
  });

  it('with NUL or half a surrogate pair are refused where they stand', () => {
    for (const broken of ['a\0b', '\ud800']) {
      const error = refusal(() => parsePart('body', Shape, { name: 'n', free: { k: broken } }));
      expect(error.errors.map(({ pointer }) => pointer)).toEqual(['/free/k']);
    }
  });

  it('are refused where they nest too deeply, long before the stack ends', () => {
    const deep = `${'['.repeat(30_000)}${']'.repeat(30_000)}`;
    const error = refusal(() => parsePart('body', Shape, JSON.parse(`{"name":"n","free":${deep}}`)));
    expect(error.errors).toEqual([{ pointer: `/free${'/0'.repeat(16)}`, message: 'is nested too deeply' }]);
  });

  it('that are missing are said to be required', () => {
    const error = refusal(() => parsePart('body', Shape, {}));
    expect(error.errors).toEqual([{ pointer: '/name', message: 'is required' }]);
  });

  it('cannot reach the prototype', () => {
    const pointersOf = (body: string) =>
      refusal(() => parsePart('body', Shape, JSON.parse(body))).errors.map(({ pointer }) => pointer);
    expect(pointersOf('{"name":"n","constructor":{}}')).toEqual(['/constructor']);
    expect(pointersOf('{"name":"n","__proto__":{"admin":true}}')).toEqual(['/__proto__']);
    expect(pointersOf('{"name":"n","free":{"__proto__":"x"}}')).toEqual(['/free/__proto__']);
    expect(pointersOf('{"name":"n","list":[{"x":1,"__proto__":{}}]}')).toEqual(['/list/0/__proto__']);
  });
});

describe('versions', () => {
  it('stand in the tag and are read back from If-Match in either strength', () => {
    const tag = etagOf('{"a":1}', 7);
    expect(tag).toMatch(/^W\/"7\./);
    expect(versionsFrom(tag)).toEqual([7]);
    expect(versionsFrom('"7"')).toEqual([7]);
    expect(versionsFrom(`"abc", ${tag}, W/"9.x"`)).toEqual([7, 9]);
    expect(versionsFrom('*')).toBe('any');
    expect(refusal(() => requiredVersionsFrom(undefined)).code).toBe('precondition_required');
    expect(refusal(() => requiredVersionsFrom('"abc"')).code).toBe('precondition_failed');
    expect(refusal(() => versionsFrom(etagOf('{}'))).code).toBe('precondition_failed');
  });

  it('match by content, weakly', () => {
    const tag = etagOf('text');
    expect(matchesNone(tag, tag)).toBe(true);
    expect(matchesNone(tag.slice(2), tag)).toBe(true);
    expect(matchesNone(`"x", ${tag}`, tag)).toBe(true);
    expect(matchesNone('"x"', tag)).toBe(false);
    expect(matchesNone(undefined, tag)).toBe(false);
  });
});
