import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { invitations, memberProfiles } from '#db/schema/tenant.ts';
import { AppError } from '#domain/errors.ts';

export type InvitationRow = typeof invitations.$inferSelect;

/** The row of an invitation, which nobody else changes until the transaction ends. */
export const lockInvitation = async (
  tx: Transaction,
  tenantId: string,
  invitationId: string,
): Promise<InvitationRow> => {
  const [row] = await tx
    .select()
    .from(invitations)
    .where(and(eq(invitations.tenantId, tenantId), eq(invitations.id, invitationId)))
    .for('update');
  if (row === undefined) throw new AppError('not_found', 'There is no such invitation.');
  return row;
};

/** Who invites, by name. */
export const inviterName = sql<string>`coalesce((
  select p.name from ${memberProfiles} p
  where p.tenant_id = "invitations"."tenant_id" and p.id = "invitations"."invited_by"), '')`;

/** One invitation as members see it. (contract `Invitation`) */
export const presentInvitation = (row: InvitationRow & { invitedByName: string }, now: number) => ({
  id: row.id,
  email: row.email,
  role: row.role,
  invitedBy: row.invitedByName,
  isExpired: row.expiresAt <= now,
  expiresAt: new Date(row.expiresAt).toISOString(),
  createdAt: new Date(row.createdAt).toISOString(),
});

export type InvitationView = ReturnType<typeof presentInvitation>;

/** One invitation as members see it. */
export const viewInvitation = async (
  tx: Transaction,
  tenantId: string,
  invitationId: string,
  now: number,
): Promise<InvitationView> => {
  const [row] = await tx
    .select({ invitation: invitations, invitedByName: inviterName })
    .from(invitations)
    .where(and(eq(invitations.tenantId, tenantId), eq(invitations.id, invitationId)));
  if (row === undefined) throw new AppError('not_found', 'There is no such invitation.');
  return presentInvitation({ ...row.invitation, invitedByName: row.invitedByName }, now);
};
