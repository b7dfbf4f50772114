import { describe, expect, it } from 'vitest';
import { Question } from '#contracts/link/question.ts';
import type { Answers } from '#domain/booking/types.ts';
import type { Question as Asked } from '#domain/link/types.ts';
import { checkAnswers, notPhone } from './check-answers.ts';

const ask = (question: Partial<Asked>): Asked => ({
  id: 'topic',
  label: 'Topic',
  kind: 'text',
  required: false,
  ...question,
});
const errorsOf = (questions: readonly Asked[], answers: Answers) =>
  checkAnswers(questions, answers, []).errors;

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

it('a telephone number that is an answer is kept as E.164, and as it was written nowhere else', () => {
  const questions = [ask({ id: 'call', kind: 'phone' }), ask({ id: 'topic' })];
  const answers = { call: '(090) 123-4567 ext 9', topic: '(090) 123-4567' };
  expect(checkAnswers(questions, answers, ['Asia/Ho_Chi_Minh'])).toEqual({
    value: { call: '+84901234567;ext=9', topic: '(090) 123-4567' },
    errors: [],
  });
  expect(checkAnswers(questions, { call: 'abc' }, ['Asia/Ho_Chi_Minh']).errors).toEqual([
    { pointer: '/answers/call', message: notPhone },
  ]);
});

it('an answer to a question of one line has one line, to that of several as many as it needs', () => {
  expect(errorsOf([ask({ kind: 'text' })], { topic: 'a\nb' })).toEqual([
    { pointer: '/answers/topic', message: 'must be one line' },
  ]);
  expect(errorsOf([ask({ kind: 'long_text' })], { topic: 'a\nb' })).toEqual([]);
});
