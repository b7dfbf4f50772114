import type { Database } from '#db/client.ts';
import { AppError } from '#domain/errors.ts';
import { endOf, type InvitationEnd } from '#domain/invitation/types.ts';
import type { Identity } from '#services/account/identity.ts';
import type { ServiceContext } from '#services/context.ts';
import type { SignedText } from '#services/signed-text.ts';
import { type InvitationClaims, openInvitationToken } from './invitation-token.ts';
import type { InvitationRow } from './load-invitation.ts';
import { readInvitationMail } from './read-invitation-mail.ts';

export type InvitationDeps = Pick<ServiceContext, 'now' | 'newId'> & {
  db: Database;
  signed: SignedText;
  identity: Pick<Identity, 'findUser' | 'createUser' | 'chooseTenant'>;
  requestId?: string;
};

const details: Readonly<Record<InvitationEnd, string>> = {
  expired: 'This invitation has expired; ask for a new one.',
  accepted: 'This invitation has been accepted.',
  withdrawn: 'This invitation was withdrawn.',
  replaced: 'A newer invitation was sent; use the link in that mail.',
};

/** Throws `link_expired` with the reason when a link of this version leads nowhere any more. */
export const requireOpen = (invitation: InvitationRow, version: number, now: number): void => {
  const end = endOf(invitation, version, now);
  if (end !== null) throw new AppError('link_expired', details[end], { extra: { reason: end } });
};

/** What a link of ours says; `not_found` for any other, which learns nothing. */
export const requireClaims = (signed: SignedText, token: string): InvitationClaims => {
  const claims = openInvitationToken(signed, token);
  if (claims === null) throw new AppError('not_found', 'This link is not known.');
  return claims;
};

/**
 * What whoever has the link of an open invitation is shown. Whether its address has an account is said to them alone: the
 * link was mailed there.
 */
export const openInvitation = async (deps: InvitationDeps, token: string) => {
  const claims = requireClaims(deps.signed, token);
  const found = await readInvitationMail(deps.db, claims.tenantId, claims.invitationId);
  if (found === null) throw new AppError('not_found', 'This link is not known.');
  const { invitation, invitedBy, tenantName } = found;
  requireOpen(invitation, claims.version, deps.now());
  return {
    tenantName,
    invitedBy,
    email: invitation.email,
    role: invitation.role,
    expiresAt: new Date(invitation.expiresAt).toISOString(),
    hasAccount: (await deps.identity.findUser(invitation.email)) !== null,
  };
};
