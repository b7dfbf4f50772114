import { and, eq, ne, notExists, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { sessions, users } from '#db/schema/auth.ts';
import { persons } from '#db/schema/person.ts';
import { withTenant } from '#db/tenant.ts';
import { wake } from '#db/wakeups.ts';
import { AppError } from '#domain/errors.ts';
import { audit } from '#services/audit.ts';
import type { ServiceContext } from '#services/context.ts';
import { oweNotifications } from '#services/notification/owe-notifications.ts';
import type { SignedText } from '#services/signed-text.ts';
import { type EmailUse, isEmailOpen, openEmail } from './email-token.ts';

type Deps = Pick<ServiceContext, 'db' | 'now' | 'newId'> & {
  authDb: Database;
  signed: SignedText;
  requestId?: string;
};

const over = () => new AppError('link_expired', 'This link has been used or has expired.');

/** Lets an identity sign in by another address; false when somebody else has it by now. */
const setAddress = async (authDb: Database, userId: string, email: string): Promise<boolean> => {
  const taken = authDb
    .select({ one: sql`1` })
    .from(users)
    .where(and(eq(users.email, email), ne(users.id, userId)));
  const changed = await authDb
    .update(users)
    .set({ email, updatedAt: sql`now()` })
    .where(and(eq(users.id, userId), notExists(taken)))
    .returning({ id: users.id });
  return changed.length > 0;
};

/** Whoever had the address until now is told, with a link to take the change back. */
const tellFormer = async (
  tx: Transaction,
  { tenantId, personId, email, now }: { tenantId: string; personId: string; email: string; now: number },
): Promise<void> => {
  await oweNotifications(tx, [
    {
      tenantId,
      subjectKind: 'person',
      subjectId: personId,
      template: 'email_changed',
      key: `email_changed/${now}`,
      details: { email },
      dueAt: now,
      createdAt: now,
    },
  ]);
  wake(tx, { tenantId, kind: 'notify', subjectId: personId });
};

const endSignIns = async (authDb: Database, userId: string): Promise<string[]> => {
  const ended = await authDb
    .delete(sessions)
    .where(eq(sessions.userId, userId))
    .returning({ id: sessions.id });
  return ended.map(({ id }) => id);
};

/**
 * Gives a person the address that a link is about: a new one, of which the former one is told, or the former one back, which ends
 * all sign-ins. Answers which ended, and whose. Of two who use a link at once one succeeds. `link_expired` for one that was used, is over,
 * or whose address somebody else has by now, `not_found` for anything else.
 */
export const redeemEmail = async (
  deps: Deps,
  use: EmailUse,
  token: string,
): Promise<{ userId: string; signInIds: string[] }> => {
  const claims = openEmail(deps.signed, use, token);
  if (claims === null) throw new AppError('not_found', 'This link is not known.');
  const { tenantId, personId, at, email } = claims;
  const { authDb } = deps;
  return withTenant(deps.db, tenantId, async (tx) => {
    const [person] = await tx.select().from(persons).where(eq(persons.id, personId)).for('update');
    const now = deps.now();
    if (person === undefined || !isEmailOpen(use, at, person.emailSetAt, now)) throw over();
    if (!(await setAddress(authDb, person.userId, email))) throw over();
    // Later than what the link is about, so that it is over.
    const emailSetAt = Math.max(now, at + 1);
    await tx.update(persons).set({ email, emailSetAt }).where(eq(persons.id, personId));
    if (use === 'email') await tellFormer(tx, { tenantId, personId, email: person.email, now: emailSetAt });
    await audit(
      tx,
      { ...deps, tenantId, actor: { kind: 'system' } },
      {
        action: use === 'email' ? 'person.change_email' : 'person.undo_email_change',
        targetKind: 'person',
        targetId: personId,
      },
    );
    const { userId } = person;
    return { userId, signInIds: use === 'email' ? [] : await endSignIns(authDb, userId) };
  });
};
