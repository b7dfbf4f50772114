import { describe, expect, it } from 'vitest';
import { failureOf } from '#web/api/failure.ts';
import { firstCode, issuesOfFailure, shownAlready } from './use-values-form.ts';

const values = { slug: 'x', questions: [{ label: '' }], scheduleId: null };

const refused = (code: string, ...pointers: string[]) => ({
  ...failureOf(code, 422),
  errors: pointers.map((pointer) => ({ pointer, message: 'in the words of the server' })),
});

describe('a refusal of the server', () => {
  it('goes beside the fields it points at, which have the names of the API, and never in its own words', () => {
    const failure = refused('invalid_request', '/slug', '/questions/0/label', '/scheduleId');
    expect(issuesOfFailure(failure, values, {})).toEqual([
      { path: 'slug', code: 'refused' },
      { path: 'questions.0.label', code: 'refused' },
      { path: 'scheduleId', code: 'refused' },
    ]);
  });

  it('whose code is about a field goes beside that field', () => {
    expect(issuesOfFailure(refused('slug_taken'), values, { slug_taken: 'slug' })).toEqual([
      { path: 'slug', code: 'slug_taken' },
    ]);
  });

  it('that the form has no field for is left to the note above the save bar', () => {
    for (const failure of [
      refused('precondition_failed'),
      refused('invalid_request', '#header/If-Match', '/no'),
    ])
      expect(issuesOfFailure(failure, values, {})).toEqual([]);
  });
});

describe('shownAlready', () => {
  const empty = { type: 'rule', message: 'label' };

  it('keeps the errors of fields that show one, line by line, and lets no other appear', () => {
    const found = [{ label: empty }, { label: empty, choices: empty }, undefined, { label: empty }];
    expect(shownAlready(found, [undefined, { choices: empty }, { label: empty }])).toEqual([
      undefined,
      { choices: empty },
      undefined,
      undefined,
    ]);
  });

  it('is nothing when none is shown, or none is left', () => {
    expect([
      shownAlready([{ label: empty }], undefined),
      shownAlready(undefined, [{ label: empty }]),
    ]).toEqual([undefined, undefined]);
    expect(shownAlready([{ label: empty }], [])).toBeUndefined();
  });
});

describe('firstCode', () => {
  it('finds the code of a field or of the first one below it, past what the form keeps beside', () => {
    expect(firstCode({ type: 'rule', message: 'title' })).toBe('title');
    expect(
      firstCode([undefined, { ref: { message: 'of an element' }, count: { message: 'range:1:9' } }]),
    ).toBe('range:1:9');
    expect([firstCode(undefined), firstCode({ ref: {} }), firstCode('x')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
