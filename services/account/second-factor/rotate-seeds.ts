import { eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { secondFactors } from '#db/schema/auth.ts';
import type { SecretBox } from '#services/secrets.ts';
import { seedPlace } from './check-code.ts';

/** Puts the seeds of all second factors under the active encryption key. Repeating it changes nothing. */
export const rotateSeeds = async (
  authDb: Database,
  box: SecretBox,
): Promise<{ rewrapped: number; alreadyCurrent: number }> =>
  authDb.transaction(async (tx) => {
    const result = { rewrapped: 0, alreadyCurrent: 0 };
    const rows = await tx
      .select({ userId: secondFactors.userId, seed: secondFactors.seed })
      .from(secondFactors)
      .for('update');
    for (const { userId, seed } of rows) {
      const rewrapped = box.rewrap(seedPlace(userId), seed);
      if (rewrapped === null) {
        result.alreadyCurrent += 1;
        continue;
      }
      await tx.update(secondFactors).set({ seed: rewrapped }).where(eq(secondFactors.userId, userId));
      result.rewrapped += 1;
    }
    return result;
  });
