import { eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { registrations } from '#db/schema/installation.ts';
import { installationId } from '#domain/audit/types.ts';
import { AppError } from '#domain/errors.ts';
import type { Plan } from '#domain/plan/types.ts';
import type { Known } from '#services/account/identity.ts';
import { readBegun, takeBegun } from '#services/account/sign-in/begun.ts';
import { audit } from '#services/audit.ts';
import { findInvitation } from '#services/invitation/find-invitation.ts';
import { isTaken, requireOwnHandle } from '#services/tenant/write-tenant.ts';
import { passwordKeyOf } from './ask-registration.ts';
import {
  inInstallation,
  lockRegistration,
  type RegistrationDeps,
  type RegistrationRow,
  recordedBy,
  requireLink,
  requireOpen,
} from './load-registration.ts';
import { makeOwner } from './make-owner.ts';
import { openRegistrationToken } from './registration-token.ts';

/** Which registration the browser that asks has made itself, if any: another one has to know its password. */
type Shown = { token: string; madeHere: string | null };

/** Whoever has the link owns the address: they may know that it has an account. One that an earlier try has made is their own. */
const requireNoAccount = async (
  { identity }: RegistrationDeps,
  { userId, email }: RegistrationRow,
): Promise<void> => {
  const known = await identity.findUser(email);
  if (known !== null && known !== userId)
    throw new AppError('account_exists', 'This address has an account by now: sign in.');
};

/** What whoever has the link is shown before they use it; `account_exists` as when it is used. */
export const openRegistration = async (deps: RegistrationDeps, { token, madeHere }: Shown) => {
  const id = requireLink(openRegistrationToken(deps.signed, token));
  const registration = await inInstallation(deps.db, (tx) => lockRegistration(tx, id));
  requireOpen(registration, deps.now());
  const { email, name, tenantName, handle } = registration;
  await requireNoAccount(deps, registration);
  const [isHandleTaken, invitation] = await Promise.all([
    isTaken(deps.db, handle),
    findInvitation(deps.db, email, deps.now()),
  ]);
  return {
    email,
    name,
    tenantName,
    handle,
    isHandleTaken,
    asksPassword: madeHere !== id,
    invitedBy: invitation?.tenantName ?? null,
  };
};

const hashOf = async ({ authDb, now }: RegistrationDeps, id: string): Promise<string> => {
  const hash = await readBegun(authDb, passwordKeyOf(id), now());
  if (hash === null) throw new AppError('not_found', 'This link is not known.');
  return hash;
};

const wrongPassword = () =>
  new AppError('invalid_request', 'This is not the password that was chosen.', {
    errors: [{ pointer: '/password', message: 'is wrong' }],
  });

const settle = async (tx: Transaction, deps: RegistrationDeps, { id }: RegistrationRow): Promise<void> => {
  await tx
    .update(registrations)
    .set({ state: 'done', settledAt: deps.now() })
    .where(eq(registrations.id, id));
  await audit(
    tx,
    { ...recordedBy(deps), tenantId: installationId },
    { action: 'registration.confirm', targetKind: 'registration', targetId: id },
  );
};

/**
 * Makes the account and the organisation of a registration, once: of two who use its link at the same time one succeeds. Whoever opens the link in
 * another browser than the one it was asked for in must know the password: a mail that was forwarded, or that somebody got for an
 * address a stranger has registered, makes nothing. `handle_taken`, with the link as good as before, for a public name that was taken
 * meanwhile: another one can be given. `account_exists` for an address that has an account by now.
 */
export const confirmRegistration = async (
  deps: RegistrationDeps & { plan: Plan },
  input: Shown & { password?: string | undefined; handle?: string | undefined },
): Promise<Known> => {
  const id = requireLink(openRegistrationToken(deps.signed, input.token));
  return inInstallation(deps.db, async (tx) => {
    const registration = await lockRegistration(tx, id);
    requireOpen(registration, deps.now());
    await requireNoAccount(deps, registration);
    const hash = await hashOf(deps, id);
    if (input.madeHere !== id && !(await deps.identity.isHashOf(hash, input.password ?? '')))
      throw wrongPassword();
    const handle = input.handle ?? registration.handle;
    await requireOwnHandle(deps.db, handle, '/handle');
    await settle(tx, deps, registration);
    const { userId, email, name } = registration;
    await makeOwner(tx, deps, { ...registration, handle, way: { passwordHash: hash } });
    await takeBegun(deps.authDb, passwordKeyOf(id), deps.now());
    return { userId, email, name };
  });
};
