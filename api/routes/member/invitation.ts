import type { Context } from 'hono';
import { bindMember, bindPublic, type Router } from '#api/bind.ts';
import { refuseForeignOrigin } from '#api/middleware/sign-in.ts';
import { requireStrong } from '#api/routes/sign-in/new-password.ts';
import type { AppEnv } from '#api/variables.ts';
import * as contract from '#contracts/member/invitation.ts';
import { AppError } from '#domain/errors.ts';
import { hasOutlived, type Identity, type SignedInUser } from '#services/account/identity.ts';
import { acceptInvitation, joinByInvitation } from '#services/invitation/accept-invitation.ts';
import { inviteMember } from '#services/invitation/invite-member.ts';
import { listInvitations } from '#services/invitation/list-invitations.ts';
import { type InvitationDeps, openInvitation } from '#services/invitation/open-invitation.ts';
import { sendInvitationAgain } from '#services/invitation/send-invitation-again.ts';
import { withdrawInvitation } from '#services/invitation/withdraw-invitation.ts';
import type { SignedText } from '#services/signed-text.ts';

type Options = { identity: Identity; signed: SignedText; origins: readonly string[] };

export const invitationRoutes = (router: Router, { identity, signed, origins }: Options): void => {
  const { db, now, newId } = router.deps;
  const depsOf = (c: Context<AppEnv>): InvitationDeps => ({
    db,
    now,
    newId,
    identity,
    signed,
    requestId: c.get('requestId'),
  });
  /** Who is signed in, a member of something or not. */
  const userOf = async (c: Context<AppEnv>): Promise<SignedInUser | null> => {
    refuseForeignOrigin(c, origins);
    const user = await identity.sessionOf(c.req.raw.headers);
    return user === null || hasOutlived(user, now()) ? null : user;
  };

  bindMember(router, contract.inviteMember, async ({ ctx, body }) => ({
    body: await inviteMember(ctx, body),
  }));
  bindMember(router, contract.listInvitations, async ({ ctx, query }) => ({
    body: await listInvitations(ctx, query),
  }));
  bindMember(router, contract.sendInvitationAgain, async ({ ctx, params }) => ({
    body: await sendInvitationAgain(ctx, params),
  }));
  bindMember(router, contract.withdrawInvitation, async ({ ctx, params }) => {
    await withdrawInvitation(ctx, params);
    return { body: undefined };
  });
  bindPublic(router, contract.openInvitation, async ({ c, body }) => {
    const user = await userOf(c);
    const opened = await openInvitation(depsOf(c), body.token);
    return { body: { ...opened, signedInAs: user?.email ?? null } };
  });
  bindPublic(router, contract.acceptInvitation, async ({ c, body }) => {
    const user = await userOf(c);
    if (user === null) throw new AppError('unauthenticated', 'Sign in, or send a bearer token.');
    return { body: await acceptInvitation(depsOf(c), user, body) };
  });
  bindPublic(router, contract.joinByInvitation, async ({ c, body }) => {
    refuseForeignOrigin(c, origins);
    const joined = await joinByInvitation(depsOf(c), body, (owner) =>
      requireStrong(body.password, owner, '/password'),
    );
    return { body: joined };
  });
};
