import { eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { registrations } from '#db/schema/installation.ts';
import { wake } from '#db/wakeups.ts';
import { installationId } from '#domain/audit/types.ts';
import { AppError } from '#domain/errors.ts';
import { registrationHours, waitAfterMails } from '#domain/registration/types.ts';
import { keepBegun } from '#services/account/sign-in/begun.ts';
import { audit } from '#services/audit.ts';
import { oweNotifications } from '#services/notification/owe-notifications.ts';
import { requireOwnHandle } from '#services/tenant/write-tenant.ts';
import {
  inInstallation,
  lockRegistration,
  type RegistrationDeps,
  recordedBy,
  requireOpen,
} from './load-registration.ts';

/** Who wants an account, and the organisation of their own that goes with it. */
export type Applicant = {
  /** Lower case. */
  email: string;
  name: string;
  tenantName: string;
  handle: string;
  locale: 'en' | 'vi';
  timeZone: string;
};

/** Where the password waits until the address is proved: with the identities, out of the application's sight. */
export const passwordKeyOf = (registrationId: string): string => `registration/${registrationId}`;

/** One mail: a link to whoever has no account, the news that they have one to whoever does. */
const oweMail = async (
  tx: Transaction,
  { id, mails, isKnown, now }: { id: string; mails: number; isKnown: boolean; now: number },
): Promise<void> => {
  const tenantId = installationId;
  await oweNotifications(tx, [
    {
      tenantId,
      subjectKind: 'registration',
      subjectId: id,
      template: isKnown ? 'registration_known' : 'registration_link',
      key: `registration/${mails}`,
      revision: mails,
      dueAt: now,
      createdAt: now,
    },
  ]);
  wake(tx, { tenantId, kind: 'notify', subjectId: id });
};

/**
 * Has a mail sent to an address that somebody wants an account for; nothing else exists before it is proved. Does and answers the
 * same for one that has an account, whose owner is told so. `handle_taken` for a public name that cannot be the organisation's.
 */
export const askRegistration = async (
  deps: RegistrationDeps,
  applicant: Applicant & { password: string },
): Promise<{ registrationId: string }> => {
  const { password, ...data } = applicant;
  await requireOwnHandle(deps.db, data.handle, '/handle');
  const [known, hash] = await Promise.all([
    deps.identity.findUser(data.email),
    deps.identity.hashPassword(password),
  ]);
  const id = deps.newId('registration');
  const now = deps.now();
  const expiresAt = now + registrationHours * 3_600_000;
  await keepBegun(deps.authDb, { name: passwordKeyOf(id), value: hash, expiresAt });
  await inInstallation(deps.db, async (tx) => {
    await tx.insert(registrations).values({
      ...data,
      id,
      userId: deps.newId('user'),
      nextMailAt: now + waitAfterMails(1),
      expiresAt,
      createdAt: now,
    });
    await oweMail(tx, { id, mails: 1, isKnown: known !== null, now });
    await audit(
      tx,
      { ...recordedBy(deps), tenantId: installationId },
      { action: 'registration.ask', targetKind: 'registration', targetId: id },
    );
  });
  return { registrationId: id };
};

/**
 * Sends the mail of a registration once more, with the same link. `rate_limited` until some time after the mail before, which
 * doubles with each; `link_expired` once the registration is over.
 */
export const sendRegistrationAgain = async (
  deps: RegistrationDeps,
  registrationId: string,
): Promise<{ nextMailAt: number }> =>
  inInstallation(deps.db, async (tx) => {
    const registration = await lockRegistration(tx, registrationId);
    const now = deps.now();
    requireOpen(registration, now);
    if (now < registration.nextMailAt)
      throw new AppError('rate_limited', 'Another mail can be sent later.', {
        retryAfterSeconds: Math.ceil((registration.nextMailAt - now) / 1000),
      });
    const mails = registration.mails + 1;
    const nextMailAt = now + waitAfterMails(mails);
    const known = await deps.identity.findUser(registration.email);
    await tx.update(registrations).set({ mails, nextMailAt }).where(eq(registrations.id, registrationId));
    await oweMail(tx, { id: registrationId, mails, isKnown: known !== null, now });
    await audit(
      tx,
      { ...recordedBy(deps), tenantId: installationId },
      { action: 'registration.send_again', targetKind: 'registration', targetId: registrationId },
    );
    return { nextMailAt };
  });
