import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { bookings } from '#db/schema/booking.ts';
import { hostRequests, linkHosts, links } from '#db/schema/link.ts';
import { memberProfiles } from '#db/schema/tenant.ts';
import { neverBooked } from '#domain/booking/listing.ts';
import { AppError } from '#domain/errors.ts';
import { shownStates } from '#domain/link/host-consent.ts';
import { actsForAll, type Caller, requireOwn } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';

type LinkRow = typeof links.$inferSelect;

/** A link with what its view needs: hosts in order, its owner's name and username, how many bookings it has had. */
export type LoadedLink = {
  id: string;
  link: LinkRow;
  username: string;
  ownerName: string;
  /** Hosts and those who are asked to be, in order. */
  hostIds: string[];
  /** Those among them who have not answered, and who was asked and is no host. */
  hostRequests: { memberId: string; state: (typeof shownStates)[number] }[];
  bookingCount: number;
};

const hostIdsOf = sql<string[]>`array(
  select named.member_id from (
    select ${linkHosts.memberId}, ${linkHosts.position} from ${linkHosts}
    where ${linkHosts.tenantId} = ${links.tenantId} and ${linkHosts.linkId} = ${links.id}
    union all
    select ${hostRequests.memberId}, ${hostRequests.position} from ${hostRequests}
    where ${hostRequests.tenantId} = ${links.tenantId} and ${hostRequests.linkId} = ${links.id}
      and ${hostRequests.state} = 'asked'
  ) named order by named.position, named.member_id)`;

const hostRequestsOf = sql<LoadedLink['hostRequests']>`(
  select coalesce(json_agg(json_build_object('memberId', ${hostRequests.memberId}, 'state', ${hostRequests.state})
    order by ${hostRequests.position}, ${hostRequests.memberId}), '[]')
  from ${hostRequests}
  where ${hostRequests.tenantId} = ${links.tenantId} and ${hostRequests.linkId} = ${links.id}
    and ${hostRequests.state} in ${[...shownStates]})`;

/** What never became a booking is not counted. */
const bookingCountOf = sql<number>`(
  select count(*)::int from ${bookings}
  where ${bookings.tenantId} = ${links.tenantId} and ${bookings.linkId} = ${links.id}
    and ${bookings.status} not in ${neverBooked})`;

/** Whether the member is one of a link's hosts. */
export const isHostedBy = (memberId: string): SQL => sql`exists (
  select 1 from ${linkHosts}
  where ${linkHosts.tenantId} = ${links.tenantId} and ${linkHosts.linkId} = ${links.id}
    and ${linkHosts.memberId} = ${memberId})`;

/** Links that meet the condition, archived ones included, oldest first unless told otherwise, in one statement. */
export const loadLinks = async (
  tx: Transaction,
  tenantId: string,
  condition: SQL | undefined,
  { limit, order = [asc(links.id)] }: { limit: number; order?: readonly SQL[] },
): Promise<LoadedLink[]> =>
  tx
    .select({
      id: links.id,
      link: links,
      username: memberProfiles.username,
      ownerName: memberProfiles.name,
      hostIds: hostIdsOf,
      hostRequests: hostRequestsOf,
      bookingCount: bookingCountOf,
    })
    .from(links)
    .innerJoin(
      memberProfiles,
      and(eq(memberProfiles.tenantId, links.tenantId), eq(memberProfiles.id, links.ownerId)),
    )
    .where(and(eq(links.tenantId, tenantId), isNull(links.deletedAt), condition))
    .orderBy(...order)
    .limit(limit);

const unknown = () => new AppError('not_found', 'No such link.');

/** A link the member may see and change; somebody else's looks as if it did not exist. */
export const loadOwnLink = async (
  tx: Transaction,
  ctx: ServiceContext,
  member: Caller,
  linkId: string,
): Promise<LoadedLink> => {
  const [loaded] = await loadLinks(tx, ctx.tenantId, eq(links.id, linkId), { limit: 1 });
  if (loaded === undefined) throw unknown();
  requireOwn(member, loaded.link.ownerId, 'link');
  return loaded;
};

/**
 * The same for whoever is about to change it: changes of one link happen one after another. Bookings, which refer to it, are made
 * meanwhile: they would otherwise wait with a session that a change of places waits for.
 */
export const lockOwnLink = async (
  tx: Transaction,
  ctx: ServiceContext,
  member: Caller,
  linkId: string,
): Promise<LoadedLink> => {
  const one = and(eq(links.tenantId, ctx.tenantId), eq(links.id, linkId));
  await tx.select({ id: links.id }).from(links).where(one).for('no key update');
  return loadOwnLink(tx, ctx, member, linkId);
};

/** A link the member may see: their own, and a live one that they host. */
export const loadSeenLink = async (
  tx: Transaction,
  ctx: ServiceContext,
  member: Caller,
  linkId: string,
): Promise<LoadedLink> => {
  const [loaded] = await loadLinks(tx, ctx.tenantId, eq(links.id, linkId), { limit: 1 });
  if (loaded === undefined) throw unknown();
  const hosts = loaded.link.archivedAt === null && loaded.hostIds.some((id) => id === member.memberId);
  if (!hosts && loaded.link.ownerId !== member.memberId && !actsForAll(member)) throw unknown();
  return loaded;
};
