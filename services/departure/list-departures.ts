import { and, desc, eq, isNull, lt, type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { departures, memberProfiles, members } from '#db/schema/tenant.ts';
import { withTenant, withTenantList } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { isAllowed } from '#domain/member/permissions.ts';
import { isLastOwner } from '#services/account/member/lock-member.ts';
import { requirePermission, requireReader } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { type LinksLeft, previewLinks } from '#services/link/hosting/leave-links.ts';
import { idAfter, type Page, type PageRequest, pageFrom } from '#services/page.ts';
import { countAhead } from './bookings-ahead.ts';

const select = (tx: Transaction, tenantId: string, where: SQL | undefined) =>
  tx
    .select({ departure: departures, memberName: memberProfiles.name })
    .from(departures)
    .innerJoin(
      memberProfiles,
      and(eq(memberProfiles.tenantId, departures.tenantId), eq(memberProfiles.id, departures.memberId)),
    )
    .where(and(eq(departures.tenantId, tenantId), where));

const present = ({ departure, memberName }: Awaited<ReturnType<typeof select>>[number]) => ({
  id: departure.id,
  member: { id: departure.memberId, name: memberName },
  kind: departure.kind,
  plan: departure.plan,
  state: departure.state,
  total: Math.max(departure.total, departure.settled),
  settled: departure.settled,
  cancelled: departure.cancelled,
  failure: departure.failure,
  createdAt: new Date(departure.createdAt).toISOString(),
});

/** One departure. (contract `Departure`) */
export type DepartureAnswer = ReturnType<typeof present>;

export const viewDeparture = async (
  tx: Transaction,
  tenantId: string,
  departureId: string,
): Promise<DepartureAnswer> => {
  const [row] = await select(tx, tenantId, eq(departures.id, departureId));
  if (row === undefined) throw new AppError('not_found', 'There is no such departure.');
  return present(row);
};

/** Departures from the caller's organisation, the latest first, with how many of their bookings are settled. */
export const listDepartures = async (
  ctx: ServiceContext,
  input: PageRequest,
): Promise<Page<DepartureAnswer>> => {
  requireReader(ctx, 'members.write');
  const before = idAfter(input.cursor);
  const rows = await withTenantList(ctx.db, ctx.tenantId, (tx) =>
    select(tx, ctx.tenantId, before === null ? undefined : lt(departures.id, before))
      .orderBy(desc(departures.id))
      .limit(input.limit + 1),
  );
  return pageFrom(rows.map(present), input.limit, (row) => row);
};

export type DeparturePreview = {
  /** Bookings ahead, and how many of them are of links that others host as well. */
  bookings: number;
  shared: number;
  links: LinksLeft;
  /** They cannot go: nobody would be an owner then. */
  isLastOwner: boolean;
};

/** What a member's going would concern; nothing changes. Anybody may ask about themselves, owners and admins about everybody. */
export const previewDeparture = async (
  ctx: ServiceContext,
  { memberId }: { memberId: string },
): Promise<DeparturePreview> => {
  const by = requirePermission(ctx, 'members.read');
  if (memberId !== by.memberId && !isAllowed(by.role, 'members.write'))
    throw new AppError('not_found', 'There is no such member.');
  const { tenantId } = ctx;
  const now = ctx.now();
  return withTenant(ctx.db, tenantId, async (tx) => {
    const [member] = await tx
      .select({ tenantId: members.tenantId, id: members.id, role: members.role, isActive: members.isActive })
      .from(members)
      .where(and(eq(members.tenantId, tenantId), eq(members.id, memberId), isNull(members.removedAt)));
    if (member === undefined) throw new AppError('not_found', 'There is no such member.');
    return {
      bookings: await countAhead(tx, { tenantId, memberId, now }),
      shared: await countAhead(tx, { tenantId, memberId, now }, isShared(memberId)),
      links: await previewLinks(tx, tenantId, memberId),
      isLastOwner: await isLastOwner(tx, member),
    };
  });
};

/** A booking of a link that somebody else hosts too. */
const isShared = (memberId: string): SQL => sql`exists (
  select 1 from link_hosts o where o.tenant_id = "bookings"."tenant_id" and o.link_id = "bookings"."link_id"
    and o.member_id <> ${memberId})`;
