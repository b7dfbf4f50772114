import { AppError } from '#domain/errors.ts';

const isSlugClash = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const named = 'constraint' in error && error.constraint === 'links_owner_slug_key';
  return named || isSlugClash(error.cause);
};

/** Turns the unique index' refusal into `slug_taken`. */
export const refusingTakenSlug = async <Result>(write: () => Promise<Result>): Promise<Result> => {
  try {
    return await write();
  } catch (error) {
    if (!isSlugClash(error)) throw error;
    throw new AppError('slug_taken', 'Another link of the same owner has this address.', {
      errors: [{ pointer: '/slug', message: 'is taken' }],
      cause: error,
    });
  }
};
