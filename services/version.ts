import { AppError } from '#domain/errors.ts';

/** The versions a change may be based on; `any` overwrites whatever is there. */
export type BasedOn = readonly number[] | 'any';

/** Throws `precondition_failed` when somebody has changed the thing since the caller read it. */
export const requireVersion = (basedOn: BasedOn, version: number, what: string): void => {
  if (basedOn !== 'any' && !basedOn.includes(version))
    throw new AppError('precondition_failed', `The ${what} was changed meanwhile; read it again.`);
};
