import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { bookings } from '#db/schema/booking.ts';
import { linkHosts, links } from '#db/schema/link.ts';
import { memberProfiles } from '#db/schema/tenant.ts';
import { neverBooked } from '#domain/booking/listing.ts';
import { AppError } from '#domain/errors.ts';
import { type MemberActor, requireOwn } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';

type LinkRow = typeof links.$inferSelect;

/** A link with what its view needs: hosts in order, the owner's username, how many bookings it has had. */
export type LoadedLink = {
  id: string;
  link: LinkRow;
  username: string;
  hostIds: string[];
  bookingCount: number;
};

const hostIdsOf = sql<string[]>`array(
  select ${linkHosts.memberId} from ${linkHosts}
  where ${linkHosts.tenantId} = ${links.tenantId} and ${linkHosts.linkId} = ${links.id}
  order by ${linkHosts.position})`;

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
