import { and, eq, ne, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { accountDeletions, persons } from '#db/schema/person.ts';
import { departures, members } from '#db/schema/tenant.ts';
import { withRoutingKey, withTenant } from '#db/tenant.ts';
import { putOff, wakeupVersion } from '#db/wakeups.ts';
import {
  type AccountDeletionView,
  deletionRetryMs,
  lastOwnerRetryMs,
  planAccountDeletion,
  settlingLookMs,
} from '#domain/account-deletion/follow.ts';
import { AppError } from '#domain/errors.ts';
import type { Failure } from '#domain/failure.ts';
import type { Wakeup } from '#domain/follower.ts';
import { erasePerson } from '#services/account/erase-person.ts';
import { audit } from '#services/audit.ts';
import { leaveTenant } from '#services/departure/depart.ts';
import { endViewsOf } from '#services/support/end-support-view.ts';
import { eraseMember } from './erase-member.ts';
import { type DeletionRow, membershipsOf } from './present-deletion.ts';
import { isLastOwner } from './read-deletion.ts';

type Key = { tenantId: string; deletionId: string };
/** `now`: the workflow's clock, epoch milliseconds. */
export type AccountDeletionInput = Key & { now: number };

const is = ({ tenantId, deletionId }: Key) =>
  and(eq(accountDeletions.tenantId, tenantId), eq(accountDeletions.id, deletionId));

/**
 * What the follower of an account's deletion sees now, or null when there is none; with it the moment is written down at which it
 * has to look again, so that a lost one is started again.
 */
export const lookAtAccountDeletion = async (
  db: Database,
  { tenantId, deletionId, now }: AccountDeletionInput,
): Promise<AccountDeletionView | null> =>
  withTenant(db, tenantId, async (tx) => {
    const wakeup: Wakeup = { tenantId, kind: 'account_deletion', subjectId: deletionId };
    const version = await wakeupVersion(tx, wakeup);
    const [view] = await tx
      .select({
        state: accountDeletions.state,
        failure: accountDeletions.failure,
        dueAt: accountDeletions.dueAt,
        tryAt: accountDeletions.tryAt,
      })
      .from(accountDeletions)
      .where(is({ tenantId, deletionId }));
    const plan = view === undefined ? null : planAccountDeletion(view, now);
    const until = plan === null ? null : plan.due.length > 0 ? now : (plan.next?.at ?? null);
    await putOff(tx, wakeup, { version, until });
    return view ?? null;
  });

const load = (db: Database, input: Key, state: DeletionRow['state']): Promise<DeletionRow | null> =>
  withTenant(db, input.tenantId, async (tx) => {
    const [row] = await tx
      .select()
      .from(accountDeletions)
      .where(and(is(input), eq(accountDeletions.state, state)));
    return row ?? null;
  });

const set = (db: Database, input: Key, values: Partial<DeletionRow>): Promise<void> =>
  withTenant(db, input.tenantId, async (tx) => {
    const open = and(is(input), ne(accountDeletions.state, 'called_off'));
    await tx.update(accountDeletions).set(values).where(open);
  });

/** Leaves every organisation as if they did so themselves, which they have asked for. */
const leaveAll = async (db: Database, { personId, plan }: DeletionRow, now: number): Promise<void> => {
  for (const { tenantId, memberId, role } of await membershipsOf(db, personId)) {
    const actor = { kind: 'member', memberId, userId: '', role, name: '' } as const;
    await leaveTenant({ db, tenantId, actor, now: () => now, newId }, { plan });
  }
};

const failing = async (db: Database, input: AccountDeletionInput, row: DeletionRow, error: unknown) => {
  const isLastOwner = error instanceof AppError && error.code === 'last_owner';
  const failure: Failure = isLastOwner ? 'last_owner' : 'internal';
  const wait = isLastOwner ? lastOwnerRetryMs : deletionRetryMs(row.failures);
  await set(db, input, { failure, failures: row.failures + 1, tryAt: input.now + wait });
  if (!isLastOwner) throw error;
};

/** Nobody leaves one organisation and then cannot leave the next. */
const requireReplaceable = async (db: Database, personId: string): Promise<void> => {
  for (const membership of await membershipsOf(db, personId))
    if (await withTenant(db, membership.tenantId, (tx) => isLastOwner(tx, membership)))
      throw new AppError('last_owner', 'An organisation would be left without an owner.');
};

/** From here on it cannot be called off any more; false when it was. */
const close = (db: Database, input: AccountDeletionInput): Promise<boolean> =>
  withTenant(db, input.tenantId, async (tx) => {
    const closed = await tx
      .update(accountDeletions)
      .set({ state: 'leaving', failures: 0, failure: null, tryAt: input.now })
      .where(and(is(input), eq(accountDeletions.state, 'grace')))
      .returning({ id: accountDeletions.id });
    return closed.length > 0;
  });

/**
 * The time to call it off is over: the person leaves every organisation, each in a transaction of its own. Whoever is the last
 * owner of one by now leaves none, can still call it off, and is looked at again.
 */
export const leaveOrganisations = async (db: Database, input: AccountDeletionInput): Promise<void> => {
  const row = await load(db, input, 'grace');
  if (row === null || row.dueAt > input.now) return;
  try {
    await requireReplaceable(db, row.personId);
    if (await close(db, input)) await leaveAll(db, row, input.now);
  } catch (error) {
    await failing(db, input, row, error);
  }
};

/** Bookings of theirs are settled and calendars disconnected everywhere. */
const hasLeft = async (db: Database, gone: readonly { tenantId: string; memberId: string }[]) => {
  for (const { tenantId, memberId } of gone) {
    const open = await withTenant(db, tenantId, (tx) =>
      tx.$count(
        departures,
        and(
          eq(departures.tenantId, tenantId),
          eq(departures.memberId, memberId),
          ne(departures.state, 'done'),
        ),
      ),
    );
    if (open > 0) return false;
  }
  return true;
};

const finish = async (tx: Transaction, input: AccountDeletionInput, personId: string): Promise<void> => {
  const { tenantId, deletionId, now } = input;
  const [open] = await tx
    .select({ id: accountDeletions.id })
    .from(accountDeletions)
    .where(and(is(input), eq(accountDeletions.state, 'leaving')))
    .for('update');
  if (open === undefined) return;
  await tx.execute(sql`select end_identity(${deletionId})`);
  await erasePerson(tx, personId);
  await tx.update(accountDeletions).set({ state: 'erased', settledAt: now, failure: null }).where(is(input));
  await audit(
    tx,
    { tenantId, actor: { kind: 'system' }, now: () => now, newId },
    { action: 'person.erase', targetKind: 'person', targetId: personId },
  );
};

/**
 * Once they have left everywhere: takes away what each organisation keeps of them, then, in one transaction, who they were and how
 * they signed in. Repeating it does no harm. Somebody who has become a member again meanwhile leaves again first.
 */
export const eraseAccount = async (db: Database, input: AccountDeletionInput): Promise<void> => {
  const row = await load(db, input, 'leaving');
  if (row === null) return;
  const { personId } = row;
  const { now } = input;
  try {
    // Those that are left, and those that they have come into meanwhile.
    await leaveAll(db, row, now);
    const gone = await withRoutingKey(db, personId, (tx) =>
      tx
        .select({ tenantId: members.tenantId, memberId: members.id })
        .from(members)
        .where(eq(members.personId, personId)),
    );
    if (!(await hasLeft(db, gone))) return await set(db, input, { tryAt: now + settlingLookMs });
    const [person] = await withTenant(db, input.tenantId, (tx) =>
      tx.select().from(persons).where(eq(persons.id, personId)),
    );
    if (person === undefined) throw new Error('a deletion has a person');
    for (const member of gone)
      await withTenant(db, member.tenantId, (tx) => eraseMember(tx, member, { person, now }));
    await endViewsOf({ db, actor: { kind: 'system' }, now: () => now, newId }, person.userId);
    await withTenant(db, input.tenantId, (tx) => finish(tx, input, personId));
  } catch (error) {
    await failing(db, input, row, error);
  }
};
