import { and, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { effects } from '#db/schema/effect.ts';
import { integrations } from '#db/schema/integration.ts';
import { deliveries, notifications } from '#db/schema/notification.ts';
import { wake } from '#db/wakeups.ts';
import type { FailingKind } from '#domain/attention/types.ts';
import type { EffectName } from '#domain/effect/types.ts';
import { AppError } from '#domain/errors.ts';
import type { Failure } from '#domain/failure.ts';
import { idPattern } from '#domain/ids.ts';
import type { NotificationTemplate, Subject } from '#domain/notification/types.ts';
import { audit } from '#services/audit.ts';
import { actsForAll, requireAccess, requireOwn } from '#services/authorize.ts';
import { addToTimeline } from '#services/booking/change/timeline.ts';
import { lockBooking, requireBooking } from '#services/booking/read/load-booking.ts';
import type { ServiceContext } from '#services/context.ts';
import { inCommand, type Refusal, refuse } from '#services/idempotency.ts';
import { lockInvitation } from '#services/invitation/load-invitation.ts';
import { followerOf } from '#services/notification/deliver-again.ts';
import { hostsSession } from '#services/session/hosts.ts';
import { lockSession } from '#services/session/seats.ts';

type Item = {
  kind: FailingKind;
  id: string;
  subject: Subject;
  what: EffectName | NotificationTemplate;
  failure: Failure | null;
};

type Found = Pick<Item, 'what' | 'failure'> & { subjectKind: Subject['kind']; subjectId: string };

const unknown = (): AppError => new AppError('not_found', 'There is no such item.');

const kindOf = (id: string): FailingKind => {
  if (idPattern('effect').test(id)) return 'effect';
  return idPattern('notification').test(id) ? 'notification' : 'delivery';
};

const subjectColumns = {
  subjectKind: notifications.subjectKind,
  subjectId: notifications.subjectId,
  what: notifications.template,
};

const readItem = async (tx: Transaction, tenantId: string, id: string): Promise<Item> => {
  const kind = kindOf(id);
  const find = async (): Promise<Found[]> => {
    if (kind === 'effect')
      return await tx
        .select({
          subjectKind: effects.subjectKind,
          subjectId: effects.subjectId,
          what: effects.name,
          failure: effects.failure,
        })
        .from(effects)
        .where(and(eq(effects.tenantId, tenantId), eq(effects.id, id)));
    if (kind === 'notification')
      return await tx
        .select({ ...subjectColumns, failure: notifications.failure })
        .from(notifications)
        .where(and(eq(notifications.tenantId, tenantId), eq(notifications.id, id)));
    return await tx
      .select({ ...subjectColumns, failure: deliveries.failure })
      .from(deliveries)
      .innerJoin(
        notifications,
        and(eq(notifications.tenantId, deliveries.tenantId), eq(notifications.id, deliveries.notificationId)),
      )
      .where(and(eq(deliveries.tenantId, tenantId), eq(deliveries.id, id)));
  };
  const [row] = await find();
  if (row === undefined) throw unknown();
  const { subjectKind, subjectId, what, failure } = row;
  return { kind, id, what, failure, subject: { tenantId, kind: subjectKind, id: subjectId } };
};

/** What happens to one subject happens one after another; to a member it does not concern the item does not exist. */
const lockSubject = async (tx: Transaction, ctx: ServiceContext, { kind, id }: Subject): Promise<void> => {
  if (kind === 'booking') {
    requireBooking(ctx, await lockBooking(tx, ctx.tenantId, id));
    return;
  }
  const member = requireAccess(ctx, 'attention.write');
  if (kind === 'session') {
    await lockSession(tx, { tenantId: ctx.tenantId, sessionId: id });
    if (!(await hostsSession(tx, ctx.tenantId, id, member))) throw unknown();
    return;
  }
  if (kind === 'invitation') {
    if (!actsForAll(member)) throw unknown();
    await lockInvitation(tx, ctx.tenantId, id);
    return;
  }
  const [row] = await tx
    .select({ ownerId: integrations.memberId })
    .from(integrations)
    .where(and(eq(integrations.tenantId, ctx.tenantId), eq(integrations.id, id)))
    .for('update');
  if (row === undefined) throw unknown();
  // What is nobody's own is the tenant's.
  if (row.ownerId === null && !actsForAll(member)) throw unknown();
  if (row.ownerId !== null) requireOwn(member, row.ownerId, 'item');
};

export type Attend = {
  attentionId: string;
  /** `verb` of the audit log. */
  verb: 'retry' | 'dismiss';
  /** The kind of the line in a booking's timeline. */
  entryKind: 'sync_retried' | 'attention_dismissed';
  /** Null once it is done, otherwise why not; a refusal has written nothing. */
  apply: (
    tx: Transaction,
    of: { kind: FailingKind; tenantId: string; id: string; now: number },
  ) => Promise<{ refusal: Refusal } | null>;
};

export const settled = () =>
  refuse('attention_settled', 'It was done, dismissed or tried again meanwhile; read the list again.');

/**
 * The frame of what a member does about one failing item: one transaction, one at a time for each subject, who may first,
 * then the change with timeline, audit and wake-up. Throws `not_found` and what `apply` refuses.
 */
export const attendItem = async (ctx: ServiceContext, input: Attend): Promise<void> =>
  inCommand(ctx, {
    run: async (tx) => {
      requireAccess(ctx, 'attention.write');
      const { attentionId, verb } = input;
      const { kind, subject } = await readItem(tx, ctx.tenantId, attentionId);
      await lockSubject(tx, ctx, subject);
      const item = await readItem(tx, ctx.tenantId, attentionId);
      const of = { kind, tenantId: ctx.tenantId, id: attentionId, now: ctx.now() };
      const refused = await input.apply(tx, of);
      if (refused !== null) return { ...refused, subjectId: attentionId };
      const facts = { kind, what: item.what, failure: item.failure };
      if (subject.kind === 'booking')
        await addToTimeline(tx, ctx, subject.id, { kind: input.entryKind, details: facts });
      await audit(tx, ctx, {
        action: `attention.${verb}`,
        targetKind: kind,
        targetId: attentionId,
        before: facts,
      });
      wake(tx, followerOf(subject));
      return { subjectId: attentionId, answer: undefined };
    },
    replay: async () => undefined,
  });
