import type { Answers } from './types.ts';

/** The answer to a question; undefined when it was left out. Names that every object inherits are answers to nothing. */
export const answerTo = (answers: Answers, questionId: string): Answers[string] | undefined =>
  Object.hasOwn(answers, questionId) ? answers[questionId] : undefined;
