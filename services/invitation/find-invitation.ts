import { and, desc, eq, gt } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { invitations, tenants } from '#db/schema/tenant.ts';
import { withRoutingKey, withTenant } from '#db/tenant.ts';

export type PendingInvitation = {
  tenantId: string;
  invitationId: string;
  version: number;
  tenantName: string;
};

/** The newest open invitation of an address, for whoever has proved that it is theirs; null when nobody invites it. Epoch milliseconds. */
export const findInvitation = async (
  db: Database,
  email: string,
  now: number,
): Promise<PendingInvitation | null> => {
  const address = email.toLowerCase();
  const [found] = await withRoutingKey(db, address, (tx) =>
    tx
      .select({
        tenantId: invitations.tenantId,
        invitationId: invitations.id,
        version: invitations.version,
      })
      .from(invitations)
      .where(
        and(eq(invitations.email, address), eq(invitations.state, 'open'), gt(invitations.expiresAt, now)),
      )
      .orderBy(desc(invitations.createdAt))
      .limit(1),
  );
  if (found === undefined) return null;
  const [tenant] = await withTenant(db, found.tenantId, (tx) =>
    tx.select({ name: tenants.name }).from(tenants).where(eq(tenants.id, found.tenantId)),
  );
  return tenant === undefined ? null : { ...found, tenantName: tenant.name };
};
