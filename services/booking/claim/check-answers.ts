import { answerTo } from '#domain/booking/answers.ts';
import type { Answers } from '#domain/booking/types.ts';
import { AppError, type FieldError } from '#domain/errors.ts';
import type { Question } from '#domain/link/types.ts';

const ruleBroken = (question: Question, answer: string | number | boolean): string | null => {
  if (question.kind === 'checkbox') return typeof answer === 'boolean' ? null : 'must be true or false';
  if (typeof answer === 'boolean') return 'must not be true or false';
  switch (question.kind) {
    case 'number':
      return typeof answer === 'number' || /^-?\d+([.,]\d+)?$/.test(answer) ? null : 'must be a number';
    case 'choice':
      return (question.choices ?? []).includes(String(answer)) ? null : 'must be one of the choices';
    case 'phone':
      return /^\+?[\d\s().-]{5,30}$/.test(String(answer)) ? null : 'must be a telephone number';
    case 'text':
      return String(answer).length <= 300 ? null : 'must have at most 300 characters';
    case 'long_text':
      return null;
  }
};

const isEmpty = (answer: string | number | boolean | undefined): boolean =>
  answer === undefined || answer === false || (typeof answer === 'string' && answer.trim() === '');

/** The answers to a link's questions, or `invalid_request` naming each wrong or missing one. Unknown ones are refused. */
export const checkAnswers = (questions: readonly Question[], answers: Answers): Answers => {
  const errors: FieldError[] = [];
  const known = new Set(questions.map(({ id }) => id));
  for (const id of Object.keys(answers))
    if (!known.has(id)) errors.push({ pointer: `/answers/${id}`, message: 'is not a question of this link' });
  for (const question of questions) {
    const answer = answerTo(answers, question.id);
    const pointer = `/answers/${question.id}`;
    if (isEmpty(answer)) {
      if (question.required) errors.push({ pointer, message: 'must be answered' });
    } else if (answer !== undefined) {
      const broken = ruleBroken(question, answer);
      if (broken !== null) errors.push({ pointer, message: broken });
    }
  }
  if (errors.length > 0)
    throw new AppError('invalid_request', 'Some answers are missing or not valid.', { errors });
  return answers;
};
