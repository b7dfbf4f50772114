import { randomUUID } from 'node:crypto';
import { and, eq, gt } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { verifications } from '#db/schema/auth.ts';

/** What somebody has begun and not ended yet, kept with the identities and out of the application's sight. Epoch milliseconds. */
type Begun = { name: string; value: string; expiresAt: number };

export const keepBegun = async (authDb: Database, { name, value, expiresAt }: Begun): Promise<void> => {
  const row = { id: randomUUID(), identifier: name, value, expiresAt: new Date(expiresAt) };
  await authDb.insert(verifications).values(row);
};

const liveOf = (name: string, now: number) =>
  and(eq(verifications.identifier, name), gt(verifications.expiresAt, new Date(now)));

/** Null for what is over, used or was never begun. */
export const readBegun = async (authDb: Database, name: string, now: number): Promise<string | null> => {
  const [row] = await authDb
    .select({ value: verifications.value })
    .from(verifications)
    .where(liveOf(name, now));
  return row?.value ?? null;
};

/** Uses it up: of two who do so at once one gets it, the other null. */
export const takeBegun = async (authDb: Database, name: string, now: number): Promise<string | null> => {
  const [row] = await authDb
    .delete(verifications)
    .where(liveOf(name, now))
    .returning({ value: verifications.value });
  return row?.value ?? null;
};
