import { and, eq, isNull } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { departures, members } from '#db/schema/tenant.ts';
import { wake } from '#db/wakeups.ts';
import type { DepartureKind, DeparturePlan } from '#domain/departure/types.ts';
import { AppError } from '#domain/errors.ts';
import { endMembership } from '#services/account/member/end-membership.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { inCommand } from '#services/idempotency.ts';
import { leaveLinks } from '#services/link/hosting/leave-links.ts';
import { countAhead } from './bookings-ahead.ts';
import { type DepartureAnswer, viewDeparture } from './list-departures.ts';
import { tellRemoved } from './tell-removed.ts';

export type Depart = {
  memberId: string;
  kind: DepartureKind;
  plan: DeparturePlan;
  toMemberId?: string | undefined;
};

/** Throws `invalid_request` unless the bookings go to an active member who stays. */
const requireReceiver = async (
  tx: Transaction,
  tenantId: string,
  { memberId, plan, toMemberId }: Depart,
): Promise<void> => {
  const refused = (message: string): AppError =>
    new AppError('invalid_request', 'The bookings cannot be handed over so.', {
      errors: [{ pointer: '/toMemberId', message }],
    });
  if (plan !== 'hand_over') {
    if (toMemberId !== undefined) throw refused('is for bookings that are handed over to one member');
    return;
  }
  if (toMemberId === undefined) throw refused('is required');
  const [receiver] = await tx
    .select({ id: members.id })
    .from(members)
    .where(
      and(
        eq(members.tenantId, tenantId),
        eq(members.id, toMemberId),
        eq(members.isActive, true),
        isNull(members.frozenAt),
      ),
    );
  if (receiver === undefined || toMemberId === memberId)
    throw refused('must be another active member whom the plan has a place for');
};

/**
 * Ends a membership, or lets it rest: they cannot act here, nobody can book them, and it is owed that each of their bookings
 * ahead is settled as planned; whoever was removed by others is told so by mail. Their time stays claimed until then. `last_owner`, `forbidden` and `not_found` as
 * `endMembership` says.
 */
const depart = async (ctx: ServiceContext, input: Depart): Promise<DepartureAnswer> =>
  inCommand(ctx, {
    run: async (tx) => {
      const by = requirePermission(ctx, 'account.write');
      const { tenantId } = ctx;
      const { memberId, kind, plan, toMemberId = null } = input;
      await endMembership(tx, ctx, { memberId, kind });
      await requireReceiver(tx, tenantId, input);
      await leaveLinks(tx, ctx, memberId);
      const now = ctx.now();
      const id = ctx.newId('departure');
      const total = await countAhead(tx, { tenantId, memberId, now });
      await tx.insert(departures).values({
        tenantId,
        id,
        memberId,
        kind,
        plan,
        toMemberId,
        askedBy: by.memberId,
        total,
        tryAt: now,
        createdAt: now,
      });
      if (kind === 'remove') await tellRemoved(tx, ctx, { memberId, departureId: id });
      wake(tx, { tenantId, kind: 'departure', subjectId: id });
      return { subjectId: id, answer: viewDeparture(tx, tenantId, id) };
    },
    replay: (tx, id) => viewDeparture(tx, ctx.tenantId, id),
  });

type Planned = { plan: DeparturePlan; toMemberId?: string | undefined };

/** Lets a membership rest until somebody reactivates it. */
export const deactivateMember = (ctx: ServiceContext, input: Planned & { memberId: string }) =>
  depart(ctx, { ...input, kind: 'deactivate' });

/** Ends somebody's membership. */
export const removeMember = (ctx: ServiceContext, input: Planned & { memberId: string }) =>
  depart(ctx, { ...input, kind: 'remove' });

/** Ends the caller's own membership. */
export const leaveTenant = (ctx: ServiceContext, input: Planned) => {
  const { memberId } = requirePermission(ctx, 'account.write');
  return depart(ctx, { ...input, memberId, kind: 'leave' });
};
