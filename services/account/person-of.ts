import { and, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { members } from '#db/schema/tenant.ts';
import { AppError } from '#domain/errors.ts';

/** The person that a member of the tenant is. */
export const personOf = async (tx: Transaction, tenantId: string, memberId: string): Promise<string> => {
  const [row] = await tx
    .select({ personId: members.personId })
    .from(members)
    .where(and(eq(members.tenantId, tenantId), eq(members.id, memberId)));
  if (row === undefined) throw new AppError('unauthenticated', 'Your membership has ended.');
  return row.personId;
};
