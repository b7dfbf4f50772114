import { StoredFailure } from './api.ts';

/** So often a key is changed under which the vendor keeps a failure. */
const mostKeys = 3;

/**
 * Runs a write under our key. A failure that the vendor would repeat under it for a day is looked behind: what was made
 * all the same is answered, else the write goes on under the next key.
 */
export async function underKey<T>(
  key: string,
  write: (idempotencyKey: string) => Promise<T>,
  find: () => Promise<T | null>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await write(tries === 1 ? key : `${key}:${tries}`);
    } catch (error) {
      if (!(error instanceof StoredFailure) || tries === mostKeys) throw error;
      const made = await find();
      if (made !== null) return made;
    }
  }
}
