import { and, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { accountDeletions, persons } from '#db/schema/person.ts';
import { withTenant } from '#db/tenant.ts';
import { wake } from '#db/wakeups.ts';
import { type AccountDeletionPlan, graceDays } from '#domain/account-deletion/types.ts';
import { AppError } from '#domain/errors.ts';
import { personOf } from '#services/account/person-of.ts';
import { audit } from '#services/audit.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { oweNotifications } from '#services/notification/owe-notifications.ts';
import { type DeletionRow, membershipsOf, openDeletionOf, presentDeletion } from './present-deletion.ts';
import { isLastOwner } from './read-deletion.ts';

type Asked = { email: string; plan: AccountDeletionPlan };

/** Throws `last_owner` when an organisation would be left without one; the page says which. */
const requireReplaceable = async (ctx: ServiceContext, personId: string): Promise<void> => {
  for (const membership of await membershipsOf(ctx.db, personId))
    if (await withTenant(ctx.db, membership.tenantId, (tx) => isLastOwner(tx, membership)))
      throw new AppError('last_owner', 'Make somebody else an owner of each of your organisations first.');
};

/** Whoever asks types their address: nobody deletes an account by a slip. */
const requireOwnAddress = async (ctx: ServiceContext, memberId: string, email: string): Promise<string> =>
  withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const personId = await personOf(tx, ctx.tenantId, memberId);
    const [person] = await tx.select({ email: persons.email }).from(persons).where(eq(persons.id, personId));
    if (person?.email.toLowerCase() !== email.toLowerCase())
      throw new AppError('invalid_request', 'This is not your address.', {
        errors: [{ pointer: '/email', message: 'must be the address you sign in with' }],
      });
    return personId;
  });

const begin = async (
  tx: Transaction,
  ctx: ServiceContext,
  { personId, plan }: { personId: string; plan: AccountDeletionPlan },
): Promise<DeletionRow | null> => {
  const { tenantId } = ctx;
  const now = ctx.now();
  const id = ctx.newId('accountDeletion');
  const dueAt = now + graceDays * 24 * 60 * 60_000;
  const [made] = await tx
    .insert(accountDeletions)
    .values({ tenantId, id, personId, plan, dueAt, tryAt: dueAt, createdAt: now })
    .onConflictDoNothing()
    .returning();
  if (made === undefined) return null;
  await audit(tx, ctx, { action: 'person.ask_deletion', targetKind: 'person', targetId: personId });
  await oweNotifications(tx, [
    {
      tenantId,
      subjectKind: 'person',
      subjectId: personId,
      template: 'deletion_asked',
      key: `deletion_asked/${id}`,
      dueAt: now,
      createdAt: now,
    },
  ]);
  wake(
    tx,
    { tenantId, kind: 'account_deletion', subjectId: id },
    { tenantId, kind: 'notify', subjectId: personId },
  );
  return made;
};

/** What was asked for before stays as it is, but for what becomes of bookings. */
const change = async (ctx: ServiceContext, open: DeletionRow, plan: AccountDeletionPlan) =>
  withTenant(ctx.db, open.tenantId, async (tx) => {
    const [changed] = await tx
      .update(accountDeletions)
      .set({ plan })
      .where(
        and(
          eq(accountDeletions.tenantId, open.tenantId),
          eq(accountDeletions.id, open.id),
          eq(accountDeletions.state, 'grace'),
        ),
      )
      .returning();
    return changed ?? open;
  });

/**
 * Has the caller's account deleted in two weeks, of which they are told by mail: until then everything stays as it is, and it can
 * be called off. Asked again, it says when that is, and changes what becomes of bookings. `last_owner` while one of their
 * organisations has no other, `invalid_request` for an address that is not theirs.
 */
export const askAccountDeletion = async (ctx: ServiceContext, { email, plan }: Asked) => {
  const { memberId } = requirePermission(ctx, 'account.write');
  const personId = await requireOwnAddress(ctx, memberId, email);
  await requireReplaceable(ctx, personId);
  const made = await withTenant(ctx.db, ctx.tenantId, (tx) => begin(tx, ctx, { personId, plan }));
  if (made !== null) return presentDeletion(made);
  const open = await openDeletionOf(ctx.db, personId);
  if (open === null) throw new AppError('temporarily_unavailable', 'Try again.', { retryAfterSeconds: 1 });
  return presentDeletion(await change(ctx, open, plan));
};
