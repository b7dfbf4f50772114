import { and, eq } from 'drizzle-orm';
import { findPersonId } from '#db/add-member.ts';
import type { Transaction } from '#db/client.ts';
import { invitations } from '#db/schema/tenant.ts';
import { withRoutingKey, withTenant } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { endOf } from '#domain/invitation/types.ts';
import type { Identity, Known, NewUser, SignedInUser } from '#services/account/identity.ts';
import { enterTenant, type NewPerson } from '#services/account/member/enter-tenant.ts';
import { audit } from '#services/audit.ts';
import { addWorkingHours } from '#services/schedule/add-working-hours.ts';
import type { PendingInvitation } from './find-invitation.ts';
import { type InvitationRow, lockInvitation } from './load-invitation.ts';
import { type InvitationDeps, requireClaims, requireOpen } from './open-invitation.ts';

export type Joined = { tenantId: string; memberId: string };

/** The invitation is used up, and whoever accepts it is a member. The caller holds its row. */
const admit = async (
  tx: Transaction,
  deps: InvitationDeps,
  invitation: InvitationRow,
  { person, name }: { person: string | NewPerson; name: string },
): Promise<Joined> => {
  const { tenantId, id, role } = invitation;
  const now = deps.now();
  const { memberId, newcomer } = await enterTenant(tx, { ...deps, tenantId }, { person, role, name });
  if (newcomer !== null)
    await addWorkingHours(tx, { tenantId, memberId, scheduleId: deps.newId('schedule'), ...newcomer });
  await tx
    .update(invitations)
    .set({ state: 'accepted', memberId, settledAt: now })
    .where(and(eq(invitations.tenantId, tenantId), eq(invitations.id, id)));
  await audit(
    tx,
    { ...deps, tenantId, actor: { kind: 'system' } },
    { action: 'invitation.accept', targetKind: 'invitation', targetId: id, after: { memberId, role } },
  );
  return { tenantId, memberId };
};

const personOfUser = (deps: InvitationDeps, userId: string): Promise<string | null> =>
  withRoutingKey(deps.db, userId, (tx) => findPersonId(tx, userId));

/** Somebody with an account and no person yet: they were never a member of anything. */
const personFrom = (user: SignedInUser, defaults: { timeZone: string; locale: 'en' | 'vi' }): NewPerson => ({
  userId: user.userId,
  name: user.name,
  email: user.email,
  ...defaults,
});

/**
 * Makes who is signed in a member of the organisation that invites them, and lets this sign-in act there. `wrong_account`
 * for anybody but the owner of the address the link was mailed to, `link_expired` for a link that leads nowhere any more.
 */
export const acceptInvitation = async (
  deps: InvitationDeps,
  user: SignedInUser,
  input: { token: string; timeZone: string; locale: 'en' | 'vi' },
): Promise<Joined> => {
  const { tenantId, invitationId, version } = requireClaims(deps.signed, input.token);
  const personId = await personOfUser(deps, user.userId);
  const joined = await withTenant(deps.db, tenantId, async (tx) => {
    const invitation = await lockInvitation(tx, tenantId, invitationId);
    requireOpen(invitation, version, deps.now());
    const ownerId = await deps.identity.findUser(invitation.email);
    if (ownerId !== user.userId)
      throw new AppError('wrong_account', 'You are signed in with another address than the invited one.');
    return admit(tx, deps, invitation, { person: personId ?? personFrom(user, input), name: user.name });
  });
  await deps.identity.chooseTenant(user.sessionId, tenantId);
  return joined;
};

/**
 * Makes somebody without an account a member: the link has shown that the address is theirs. `judge` may refuse the password,
 * and then the link stays good. `account_exists` for an address that has an account meanwhile: its owner signs in.
 */
export const joinByInvitation = async (
  deps: InvitationDeps,
  input: { token: string; name: string; password: string; timeZone: string; locale: 'en' | 'vi' },
  judge: (owner: { email: string; name: string }) => Promise<void>,
): Promise<Joined> => {
  const { token, name, password, timeZone, locale } = input;
  const { tenantId, invitationId, version } = requireClaims(deps.signed, token);
  return withTenant(deps.db, tenantId, async (tx) => {
    const invitation = await lockInvitation(tx, tenantId, invitationId);
    requireOpen(invitation, version, deps.now());
    const { email } = invitation;
    await judge({ email, name });
    const { userId, isNew } = await deps.identity.createUser({ email, name, password });
    if (!isNew) throw new AppError('account_exists', 'This address has an account: sign in to accept.');
    return admit(tx, deps, invitation, {
      person: { userId, name, email, timeZone, locale },
      name,
    });
  });
};

/**
 * Makes somebody without an account, whose address a vendor has verified, a member of the organisation that invites it, and answers who
 * that is; null when the invitation leads nowhere any more or the address has an account by now.
 */
export const joinByVendor = async (
  deps: InvitationDeps & { identity: Pick<Identity, 'addProven'> },
  { tenantId, invitationId, version }: PendingInvitation,
  input: NewUser & { timeZone: string; locale: 'en' | 'vi' },
): Promise<Known | null> =>
  withTenant(deps.db, tenantId, async (tx) => {
    const invitation = await lockInvitation(tx, tenantId, invitationId);
    const { userId, email, name, timeZone, locale } = input;
    if (endOf(invitation, version, deps.now()) !== null || invitation.email !== email) return null;
    await admit(tx, deps, invitation, { person: { userId, name, email, timeZone, locale }, name });
    if ((await deps.identity.addProven(input)) !== userId)
      throw new AppError('account_exists', 'This address has an account: sign in to accept.');
    return { userId, email, name };
  });
