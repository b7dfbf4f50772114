import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { bookings } from '#db/schema/booking.ts';
import { hostRequests, linkHosts, links } from '#db/schema/link.ts';
import { memberProfiles } from '#db/schema/tenant.ts';
import { neverBooked } from '#domain/booking/listing.ts';
import { AppError } from '#domain/errors.ts';
import { shownStates } from '#domain/link/host-consent.ts';
import { type MemberActor, requireOwn } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';

type LinkRow = typeof links.$inferSelect;

/** A link with what its view needs: hosts in order, the owner's username, how many bookings it has had. */
export type LoadedLink = {
  id: string;
  link: LinkRow;
  username: string;
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

/** Live links that meet the condition, oldest first, in one statement. */
export const loadLinks = async (
  tx: Transaction,
  tenantId: string,
  condition: SQL | undefined,
  limit: number,
): Promise<LoadedLink[]> =>
  tx
    .select({
      id: links.id,
      link: links,
      username: memberProfiles.username,
      hostIds: hostIdsOf,
      hostRequests: hostRequestsOf,
      bookingCount: bookingCountOf,
    })
    .from(links)
    .innerJoin(
      memberProfiles,
      and(eq(memberProfiles.tenantId, links.tenantId), eq(memberProfiles.id, links.ownerId)),
    )
    .where(and(eq(links.tenantId, tenantId), isNull(links.archivedAt), condition))
    .orderBy(asc(links.id))
    .limit(limit);

/** A live link the member may see and change; somebody else's looks as if it did not exist. */
export const loadOwnLink = async (
  tx: Transaction,
  ctx: ServiceContext,
  member: MemberActor,
  linkId: string,
): Promise<LoadedLink> => {
  const [loaded] = await loadLinks(tx, ctx.tenantId, eq(links.id, linkId), 1);
  if (loaded === undefined) throw new AppError('not_found', 'No such link.');
  requireOwn(member, loaded.link.ownerId, 'link');
  return loaded;
};
