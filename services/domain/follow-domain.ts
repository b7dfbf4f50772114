import { and, eq } from 'drizzle-orm';
import { type Database, isRefusedBy, type Transaction } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { domains } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { putOff, wake, wakeupVersion } from '#db/wakeups.ts';
import { type DomainChange, type DomainView, judgeDomain, planDomain } from '#domain/domain/follow.ts';
import { type DomainSeen, proofName, proofText } from '#domain/domain/types.ts';
import type { Wakeup } from '#domain/follower.ts';
import { audit } from '#services/audit.ts';
import type { ServiceContext } from '#services/context.ts';
import { oweNotifications } from '#services/notification/owe-notifications.ts';

type Key = { tenantId: string; domainId: string };
/** `now`: the workflow's clock, epoch milliseconds. */
export type DomainInput = Key & { now: number };

const is = ({ tenantId, domainId }: Key) => and(eq(domains.tenantId, tenantId), eq(domains.id, domainId));

const viewed = {
  state: domains.state,
  finding: domains.finding,
  askedAt: domains.askedAt,
  failingSince: domains.failingSince,
  unansweredSince: domains.unansweredSince,
  tryAt: domains.tryAt,
};

/**
 * What the follower of a domain sees now, or null when there is none; with it the moment is written down at which it has to look
 * again, so that a lost one is started again.
 */
export const lookAtDomain = (db: Database, input: DomainInput): Promise<DomainView | null> =>
  withTenant(db, input.tenantId, async (tx) => {
    const { tenantId, domainId, now } = input;
    const wakeup: Wakeup = { tenantId, kind: 'domain', subjectId: domainId };
    const version = await wakeupVersion(tx, wakeup);
    const [view] = await tx.select(viewed).from(domains).where(is(input));
    const plan = view === undefined ? null : planDomain(view, now);
    const until = plan === null ? null : plan.due.length > 0 ? now : (plan.next?.at ?? null);
    await putOff(tx, wakeup, { version, until });
    return view ?? null;
  });

/** What has to stand in the records of a domain; null once there is none. */
export const readRecords = (
  db: Database,
  key: Key,
): Promise<{ name: string; proof: { name: string; text: string } } | null> =>
  withTenant(db, key.tenantId, async (tx) => {
    const [row] = await tx.select({ name: domains.name, token: domains.token }).from(domains).where(is(key));
    if (row === undefined) return null;
    return { name: row.name, proof: { name: proofName(row.name), text: proofText(row.token) } };
  });

type Told = { ctx: ServiceContext; domainId: string; change: DomainChange };

/** What has changed is told to the admins, once for each time, and recorded. */
const tellOf = async (
  tx: Transaction,
  { ctx, domainId, change }: Told,
  before: DomainView,
): Promise<void> => {
  const { tenantId } = ctx;
  if (change.state !== before.state)
    await audit(tx, ctx, {
      action: `domain.${change.state === 'verified' ? 'verify' : change.state === 'released' ? 'release' : 'find'}`,
      targetKind: 'domain',
      targetId: domainId,
      before: { state: before.state },
      after: { state: change.state, finding: change.finding },
    });
  if (change.notice === null) return;
  const now = ctx.now();
  await oweNotifications(tx, [
    {
      tenantId,
      subjectKind: 'domain',
      subjectId: domainId,
      template: change.notice,
      key: `${change.notice}/${now}`,
      dueAt: now,
      createdAt: now,
    },
  ]);
  wake(tx, { tenantId, kind: 'notify', subjectId: domainId });
};

const writeSeen = (db: Database, input: DomainInput, seen: DomainSeen): Promise<void> =>
  withTenant(db, input.tenantId, async (tx) => {
    const { tenantId, domainId, now } = input;
    const [before] = await tx.select(viewed).from(domains).where(is(input)).for('update');
    if (before === undefined || planDomain(before, now).due.length === 0) return;
    const change = judgeDomain(before, seen, now);
    const { notice: _, ...set } = change;
    const isNew = before.state === 'pending' && set.state === 'verified';
    await tx
      .update(domains)
      .set({ ...set, checkedAt: now, ...(isNew ? { verifiedAt: now } : {}) })
      .where(is(input));
    const ctx: ServiceContext = { db, tenantId, actor: { kind: 'system' }, now: () => now, newId };
    await tellOf(tx, { ctx, domainId, change }, before);
  });

/**
 * Writes down what a look at a domain came to. Of two organisations that prove the same one the first has it, and the other hears
 * that it is in use and nothing more. Repeating it changes nothing until the next look is due.
 */
export const recordDomain = async (db: Database, input: DomainInput, seen: DomainSeen): Promise<void> =>
  writeSeen(db, input, seen).catch(async (error: unknown) => {
    if (!isRefusedBy(error, 'domains_served_key')) throw error;
    await writeSeen(db, input, 'in_use');
  });
