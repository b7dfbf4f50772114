import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { hostRequests, linkHosts } from '#db/schema/link.ts';
import { wake } from '#db/wakeups.ts';
import { AppError } from '#domain/errors.ts';
import { afterNaming, type HostRequestState, mostUnanswered } from '#domain/link/host-consent.ts';
import type { NotificationTemplate } from '#domain/notification/types.ts';
import { actsForAll, type MemberActor } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { wakeShortCalendars } from '#services/integration/read-ahead.ts';
import { oweNotifications } from '#services/notification/owe-notifications.ts';
import { hostsOf, writeHosts } from '../hosts.ts';

type Naming = { memberId: string; state: HostRequestState; position: number };

/** What a member who is named is told, if anything. */
const mailOf = (state: HostRequestState): NotificationTemplate | null => {
  if (state === 'asked') return 'host_requested';
  return state === 'named' ? 'host_named' : null;
};

/** Who is asked is mailed once for each link, however often; who is made a host is told each time. */
const tell = async (
  tx: Transaction,
  ctx: ServiceContext,
  rows: readonly { id: string; state: HostRequestState }[],
): Promise<void> => {
  const now = ctx.now();
  const owed = rows.flatMap(({ id, state }) => {
    const template = mailOf(state);
    const key = template === 'host_named' ? `host_named/${now}` : (template ?? '');
    const subject = { tenantId: ctx.tenantId, subjectKind: 'host_request' as const, subjectId: id };
    return template === null ? [] : [{ ...subject, template, key, dueAt: now }];
  });
  if (owed.length === 0) return;
  await oweNotifications(tx, owed);
  wake(tx, ...owed.map(({ subjectId }) => ({ tenantId: ctx.tenantId, kind: 'notify' as const, subjectId })));
};

const save = async (
  tx: Transaction,
  ctx: ServiceContext,
  by: MemberActor,
  { linkId, namings }: { linkId: string; namings: readonly Naming[] },
): Promise<void> => {
  if (namings.length === 0) return;
  const now = ctx.now();
  const rows = await tx
    .insert(hostRequests)
    .values(
      namings.map((naming) => ({
        tenantId: ctx.tenantId,
        id: ctx.newId('hostRequest'),
        linkId,
        requestedBy: by.memberId,
        ...naming,
        createdAt: now,
        updatedAt: now,
      })),
    )
    .onConflictDoUpdate({
      target: [hostRequests.tenantId, hostRequests.linkId, hostRequests.memberId],
      set: {
        state: sql`excluded.state`,
        position: sql`excluded.position`,
        requestedBy: sql`excluded.requested_by`,
        updatedAt: now,
      },
    })
    .returning({ id: hostRequests.id, state: hostRequests.state });
  await tell(tx, ctx, rows);
};

/** Throws `invalid_request` for each whom the caller has already asked about as many links as anybody may be. */
const refuseBurden = async (
  tx: Transaction,
  { tenantId }: ServiceContext,
  by: MemberActor,
  { asked, hostIds }: { asked: readonly string[]; hostIds: readonly string[] },
): Promise<void> => {
  if (asked.length === 0) return;
  // Two links made at once count each other's.
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`host-requests/${tenantId}/${by.memberId}`}, 0))`,
  );
  const rows = await tx
    .select({ memberId: hostRequests.memberId, count: sql<number>`count(*)::int` })
    .from(hostRequests)
    .where(
      and(
        eq(hostRequests.tenantId, tenantId),
        eq(hostRequests.requestedBy, by.memberId),
        eq(hostRequests.state, 'asked'),
        inArray(hostRequests.memberId, [...asked]),
      ),
    )
    .groupBy(hostRequests.memberId);
  const errors = rows
    .filter(({ count }) => count >= mostUnanswered)
    .map(({ memberId }) => ({
      pointer: `/hostIds/${Math.max(0, hostIds.indexOf(memberId))}`,
      message: `has ${mostUnanswered} requests of yours to answer first`,
    }));
  if (errors.length > 0) throw new AppError('invalid_request', 'Too many requests are open.', { errors });
};

/** Nobody waits any more who is named no longer. */
const withdraw = async (
  tx: Transaction,
  ctx: ServiceContext,
  { linkId, memberIds }: { linkId: string; memberIds: readonly string[] },
): Promise<void> => {
  if (memberIds.length === 0) return;
  await tx
    .update(hostRequests)
    .set({ state: 'withdrawn', updatedAt: ctx.now() })
    .where(
      and(
        eq(hostRequests.tenantId, ctx.tenantId),
        eq(hostRequests.linkId, linkId),
        inArray(hostRequests.memberId, [...memberIds]),
      ),
    );
};

/**
 * Brings the hosts of a link to those named, in the caller's transaction that holds the link: who hosts it already stays, who
 * is named no longer goes, and whoever is new is asked first unless an admin names them. Until they agree they are no
 * host: their time is neither claimed nor shown. Each is told by mail. `invalid_request` when somebody has
 * `mostUnanswered` requests of the caller open.
 */
export const nameHosts = async (
  tx: Transaction,
  ctx: ServiceContext,
  by: MemberActor,
  link: { id: string; ownerId: string; hostIds: readonly string[] },
): Promise<void> => {
  const { tenantId } = ctx;
  const wanted = hostsOf(link.ownerId, link.hostIds);
  const present = await tx
    .select({ memberId: linkHosts.memberId })
    .from(linkHosts)
    .where(and(eq(linkHosts.tenantId, tenantId), eq(linkHosts.linkId, link.id)));
  const requests = await tx
    .select({ memberId: hostRequests.memberId, state: hostRequests.state })
    .from(hostRequests)
    .where(and(eq(hostRequests.tenantId, tenantId), eq(hostRequests.linkId, link.id)));
  const stateOf = new Map(requests.map(({ memberId, state }) => [memberId, state]));
  const hosts = new Set([link.ownerId, ...present.map(({ memberId }) => memberId)]);
  const namings = wanted
    .filter((id) => !hosts.has(id))
    .map((memberId) => {
      const naming = { isAdmin: actsForAll(by), isSelf: memberId === by.memberId };
      return {
        memberId,
        state: afterNaming(stateOf.get(memberId) ?? null, naming),
        position: wanted.indexOf(memberId),
      };
    });
  const fresh = namings.filter(({ memberId, state }) => stateOf.get(memberId) !== state);
  const asked = fresh.filter(({ state }) => state === 'asked').map(({ memberId }) => memberId);
  await refuseBurden(tx, ctx, by, { asked, hostIds: link.hostIds });
  await save(tx, ctx, by, { linkId: link.id, namings: fresh });
  const gone = requests.filter(({ memberId, state }) => !wanted.includes(memberId) && state !== 'withdrawn');
  await withdraw(tx, ctx, {
    linkId: link.id,
    // What they answered is theirs; that they are hosts or asked is not.
    memberIds: gone
      .filter(({ state }) => state !== 'declined' && state !== 'left')
      .map((row) => row.memberId),
  });
  const agreed = namings.filter(({ state }) => state !== 'asked').map(({ memberId }) => memberId);
  const hosting = wanted.filter((id) => hosts.has(id) || agreed.includes(id));
  await writeHosts(tx, tenantId, link.id, hosting, wanted);
  await wakeShortCalendars(tx, tenantId, hosting, ctx.now());
};
