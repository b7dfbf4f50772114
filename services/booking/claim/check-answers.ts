import { answerTo } from '#domain/booking/answers.ts';
import type { Answers } from '#domain/booking/types.ts';
import type { FieldError } from '#domain/errors.ts';
import type { Question } from '#domain/link/types.ts';
import { parsePhone } from '#services/contact/phone.ts';

/** Says what to do when a number is one of neither country. */
export const notPhone = 'must be a telephone number, with its country code if it is of another country';

const ruleBroken = (
  question: Question,
  answer: Answers[string],
  timeZones: readonly string[],
): string | null => {
  if (question.kind === 'checkbox') return typeof answer === 'boolean' ? null : 'must be true or false';
  if (typeof answer === 'boolean') return 'must not be true or false';
  switch (question.kind) {
    case 'number':
      return typeof answer === 'number' || /^-?\d+([.,]\d+)?$/.test(answer) ? null : 'must be a number';
    case 'choice':
      return (question.choices ?? []).includes(String(answer)) ? null : 'must be one of the choices';
    case 'phone':
      return parsePhone(String(answer), timeZones) === null ? notPhone : null;
    case 'text':
      if (/[\n\r]/.test(String(answer))) return 'must be one line';
      return String(answer).length <= 300 ? null : 'must have at most 300 characters';
    case 'long_text':
      return null;
  }
};

const isEmpty = (answer: string | number | boolean | undefined): boolean =>
  answer === undefined || answer === false || (typeof answer === 'string' && answer.trim() === '');

/**
 * The answers to a link's questions as they are kept, with an error for each wrong, missing or unknown one. Telephone
 * numbers without a country code are read as in the countries of the time zones.
 */
export const checkAnswers = (
  questions: readonly Question[],
  answers: Answers,
  timeZones: readonly string[],
): { value: Answers; errors: FieldError[] } => {
  const errors: FieldError[] = [];
  const value: Answers = { ...answers };
  const known = new Set(questions.map(({ id }) => id));
  for (const id of Object.keys(answers))
    if (!known.has(id)) errors.push({ pointer: `/answers/${id}`, message: 'is not a question of this link' });
  for (const question of questions) {
    const answer = answerTo(answers, question.id);
    const pointer = `/answers/${question.id}`;
    if (isEmpty(answer)) {
      if (question.required) errors.push({ pointer, message: 'must be answered' });
    } else if (answer !== undefined) {
      const broken = ruleBroken(question, answer, timeZones);
      if (broken !== null) errors.push({ pointer, message: broken });
      else if (question.kind === 'phone')
        value[question.id] = parsePhone(String(answer), timeZones) ?? answer;
    }
  }
  return { value, errors };
};
