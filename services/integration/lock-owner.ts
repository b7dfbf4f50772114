import { and, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { members, tenants } from '#db/schema/tenant.ts';

/**
 * What a member connects and chooses is decided one at a time: of all their calendars, over all their accounts, one is
 * written to. Rows that merely refer to the member do not wait.
 */
export const lockChoices = async (tx: Transaction, tenantId: string, memberId: string): Promise<void> => {
  await tx
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.tenantId, tenantId), eq(members.id, memberId)))
    .for('no key update');
};

/** The same for the accounts of the tenant itself. */
export const lockTenantAccounts = async (tx: Transaction, tenantId: string): Promise<void> => {
  await tx.select({ id: tenants.id }).from(tenants).where(eq(tenants.id, tenantId)).for('no key update');
};
