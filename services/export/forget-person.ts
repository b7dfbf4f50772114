import { and, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { exports } from '#db/schema/person.ts';

/** Files of a person's data go with the person. */
export const forgetExports = async (
  tx: Transaction,
  { tenantId, personId }: { tenantId: string; personId: string },
): Promise<void> => {
  await tx.delete(exports).where(and(eq(exports.tenantId, tenantId), eq(exports.personId, personId)));
};
