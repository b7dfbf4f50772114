import { eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { tenants } from '#db/schema/tenant.ts';
import { AppError } from '#domain/errors.ts';

export type TenantRow = typeof tenants.$inferSelect;

/** The row of a tenant, held until the end of the transaction. */
export const lockTenant = async (tx: Transaction, tenantId: string): Promise<TenantRow> => {
  const [row] = await tx.select().from(tenants).where(eq(tenants.id, tenantId)).for('update');
  if (row === undefined) throw new AppError('not_found', 'There is no such organisation.');
  return row;
};
