import { and, eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { invitations, tenants } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { inviterName } from './load-invitation.ts';

/** An invitation with its organisation and who invites; null when there is none. */
export const readInvitationMail = async (db: Database, tenantId: string, invitationId: string) =>
  withTenant(db, tenantId, async (tx) => {
    const [row] = await tx
      .select({
        invitation: invitations,
        invitedBy: inviterName,
        tenantName: tenants.name,
        locale: tenants.locale,
      })
      .from(invitations)
      .innerJoin(tenants, eq(tenants.id, invitations.tenantId))
      .where(and(eq(invitations.tenantId, tenantId), eq(invitations.id, invitationId)));
    return row ?? null;
  });

export type InvitationMailData = NonNullable<Awaited<ReturnType<typeof readInvitationMail>>>;
