import { isRefusedBy } from '#db/client.ts';
import { AppError } from '#domain/errors.ts';

/** Turns the unique index' refusal into `slug_taken`. */
export const refusingTakenSlug = async <Result>(write: () => Promise<Result>): Promise<Result> => {
  try {
    return await write();
  } catch (error) {
    if (!isRefusedBy(error, 'links_owner_slug_key')) throw error;
    throw new AppError('slug_taken', 'Another link of the same owner has this address.', {
      errors: [{ pointer: '/slug', message: 'is taken' }],
      cause: error,
    });
  }
};
