import { describe, expect, it } from 'vitest';
import { Question } from '#contracts/public.ts';
import type { Answers } from '#domain/booking/types.ts';
import { AppError } from '#domain/errors.ts';
import type { Question as Asked } from '#domain/link/types.ts';
import { checkAnswers } from './check-answers.ts';

const ask = (question: Partial<Asked>): Asked => ({
  id: 'topic',
  label: 'Topic',
  kind: 'text',
  required: false,
  ...question,
});
const errorsOf = (questions: readonly Asked[], answers: Answers) => {
  try {
    checkAnswers(questions, answers);
    return [];
  } catch (error) {
    if (error instanceof AppError) return error.errors;
    throw error;
  }
};

/** What every object has without having been given it. */
const inherited = Object.getOwnPropertyNames(Object.prototype);

describe('a question named like something that every object has', () => {
  it('cannot be asked', () => {
    for (const id of inherited)
      expect(Question.safeParse({ id, label: 'L', kind: 'text' }).success, id).toBe(false);
    expect(Question.safeParse({ id: 'constructors', label: 'L', kind: 'text' }).success).toBe(true);
  });

  it.each(inherited)('%s has no answer unless one is given', (id) => {
    expect(errorsOf([ask({ id, required: true })], {})).toEqual([
      { pointer: `/answers/${id}`, message: 'must be answered' },
    ]);
    expect(errorsOf([ask({ id })], {})).toEqual([]);
    expect(errorsOf([ask({ id, required: true })], Object.fromEntries([[id, 'yes']]))).toEqual([]);
    expect(errorsOf([], Object.fromEntries([[id, 'yes']]))).toEqual([
      { pointer: `/answers/${id}`, message: 'is not a question of this link' },
    ]);
  });
});
