import { eq } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { registrations } from '#db/schema/installation.ts';
import { withTenant } from '#db/tenant.ts';
import { installationId } from '#domain/audit/types.ts';
import { AppError } from '#domain/errors.ts';
import { endOf, type RegistrationEnd } from '#domain/registration/types.ts';
import type { Identity } from '#services/account/identity.ts';
import type { ServiceContext } from '#services/context.ts';
import type { SignedText } from '#services/signed-text.ts';

export type RegistrationRow = typeof registrations.$inferSelect;

export type RegistrationDeps = Pick<
  ServiceContext,
  'db' | 'now' | 'newId' | 'requestId' | 'addressPrefix'
> & {
  authDb: Database;
  signed: SignedText;
  identity: Pick<Identity, 'findUser' | 'addProven' | 'hashPassword' | 'isHashOf'>;
};

/** What is done about the installation and no tenant: nobody else's rows are seen there. */
export const inInstallation = <Result>(
  db: Database,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> => withTenant(db, installationId, work);

/** On whose behalf it is recorded: nobody is known yet. */
export const recordedBy = (deps: RegistrationDeps) => ({
  now: deps.now,
  newId: deps.newId,
  ...(deps.requestId === undefined ? {} : { requestId: deps.requestId }),
  ...(deps.addressPrefix === undefined ? {} : { addressPrefix: deps.addressPrefix }),
  actor: { kind: 'system' } as const,
});

const details: Readonly<Record<RegistrationEnd, string>> = {
  expired: 'This link has expired; register again.',
  used: 'This link has been used; sign in.',
};

/** Throws `link_expired` with the reason when the link of a registration leads nowhere any more. */
export const requireOpen = (registration: RegistrationRow, now: number): void => {
  const end = endOf(registration, now);
  if (end !== null) throw new AppError('link_expired', details[end], { extra: { reason: end } });
};

const unknown = () => new AppError('not_found', 'This link is not known.');

/** One registration, locked for the caller; `not_found` for one that was swept. */
export const lockRegistration = async (tx: Transaction, id: string): Promise<RegistrationRow> => {
  const [row] = await tx.select().from(registrations).where(eq(registrations.id, id)).for('update');
  if (row === undefined) throw unknown();
  return row;
};

/** A registration as its mails need it; null when there is none. */
export const readRegistration = (db: Database, id: string): Promise<RegistrationRow | null> =>
  inInstallation(db, async (tx) => {
    const [row] = await tx.select().from(registrations).where(eq(registrations.id, id));
    return row ?? null;
  });

/** Which registration a link of ours is for; `not_found` for any other, which learns nothing. */
export const requireLink = (id: string | null): string => {
  if (id === null) throw unknown();
  return id;
};
