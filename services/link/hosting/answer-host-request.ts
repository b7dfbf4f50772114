import { and, asc, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { hostRequests, linkHosts, links } from '#db/schema/link.ts';
import { withTenant } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { afterAnswer, assignmentWithout, type HostAnswer, hostingStates } from '#domain/link/host-consent.ts';
import { audit } from '#services/audit.ts';
import { type MemberActor, refuseFrozen, requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { wakeShortCalendars } from '#services/integration/read-ahead.ts';
import { writeHosts } from '../hosts.ts';
import { type HostRequestView, loadHostRequests } from './list-host-requests.ts';

/** The request with its link locked first, as whoever changes the link does. */
const lockRequest = async (
  tx: Transaction,
  { tenantId }: ServiceContext,
  member: MemberActor,
  requestId: string,
) => {
  const own = and(
    eq(hostRequests.tenantId, tenantId),
    eq(hostRequests.id, requestId),
    eq(hostRequests.memberId, member.memberId),
  );
  const [found] = await tx.select({ linkId: hostRequests.linkId }).from(hostRequests).where(own);
  const [link] = await tx
    .select()
    .from(links)
    .where(and(eq(links.tenantId, tenantId), eq(links.id, found?.linkId ?? '')))
    .for('update');
  const [request] = await tx.select().from(hostRequests).where(own);
  if (link === undefined || link.archivedAt !== null || request === undefined)
    throw new AppError('not_found', 'There is no such request.');
  return { link, request };
};

/** Lets a member in at their place, or out. */
const seat = async (
  tx: Transaction,
  { tenantId, linkId, memberId, position }: typeof hostRequests.$inferSelect,
  isHost: boolean,
): Promise<void> => {
  const rows = await tx
    .select({ id: linkHosts.memberId, position: linkHosts.position })
    .from(linkHosts)
    .where(and(eq(linkHosts.tenantId, tenantId), eq(linkHosts.linkId, linkId)))
    .orderBy(asc(linkHosts.position));
  const others = rows.filter(({ id }) => id !== memberId);
  const before = others.filter((row) => row.position < position).map(({ id }) => id);
  const after = others.filter((row) => row.position >= position).map(({ id }) => id);
  await writeHosts(tx, tenantId, linkId, [...before, ...(isHost ? [memberId] : []), ...after]);
};

/**
 * A member's answer to being asked to host somebody's link, or their leaving a link they host; bookings that were made stay as
 * they are. From an acceptance on their time is offered and taken, from leaving on no more. `not_found` for requests to
 * others, `member_frozen` for whoever would agree and hosts nothing new, `invalid_transition` for an answer that cannot be given any
 * more; the same answer again changes nothing.
 */
export const answerHostRequest = async (
  ctx: ServiceContext,
  input: { hostRequestId: string; answer: HostAnswer },
): Promise<HostRequestView> => {
  const member = requirePermission(ctx, 'account.write');
  if (input.answer === 'accept') refuseFrozen(member);
  return withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const { link, request } = await lockRequest(tx, ctx, member, input.hostRequestId);
    const state = afterAnswer(request.state, input.answer);
    if (state === null) throw new AppError('invalid_transition', 'This cannot be answered so any more.');
    if (state !== request.state) {
      const now = ctx.now();
      const isHost = hostingStates.some((each) => each === state);
      await tx
        .update(hostRequests)
        .set({ state, updatedAt: now })
        .where(and(eq(hostRequests.tenantId, ctx.tenantId), eq(hostRequests.id, request.id)));
      await seat(tx, request, isHost);
      if (isHost) await wakeShortCalendars(tx, ctx.tenantId, [member.memberId], now);
      const assignment = isHost ? link.assignment : assignmentWithout(link.assignment, member.memberId);
      await tx
        .update(links)
        .set({ assignment, version: link.version + 1, updatedAt: now })
        .where(and(eq(links.tenantId, ctx.tenantId), eq(links.id, link.id)));
      await audit(tx, ctx, {
        action: 'link.answer_host_request',
        targetKind: 'link',
        targetId: link.id,
        before: { state: request.state },
        after: { state },
      });
    }
    const [view] = await loadHostRequests(tx, ctx.tenantId, eq(hostRequests.id, request.id), 1);
    if (view === undefined) throw new Error('the request is there');
    return view;
  });
};
