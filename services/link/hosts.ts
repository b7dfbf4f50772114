import { and, eq, inArray, notInArray, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { bookings } from '#db/schema/booking.ts';
import { linkHosts } from '#db/schema/link.ts';
import { members } from '#db/schema/tenant.ts';
import { statusesThat } from '#domain/booking/status.ts';

/** The owner first, then the others in the order given, each once. */
export const hostsOf = (ownerId: string, hostIds: readonly string[]): string[] => [
  ...new Set([ownerId, ...hostIds]),
];

/** What a host's turns on the link add up to, from the choices kept with its bookings; cancelled ones were nobody's. */
const creditOf = (tenantId: string, linkId: string, memberId: string) => sql<number>`(
  select coalesce(sum((change ->> 'change')::double precision), 0)
  from ${bookings}, jsonb_array_elements(${bookings.assignment} -> 'creditChanges') change
  where ${bookings.tenantId} = ${tenantId} and ${bookings.linkId} = ${linkId}
    and ${bookings.status} in ${statusesThat(({ counts }) => counts)}
    and change ->> 'hostId' = ${memberId})`;

/**
 * Makes these the hosts of a link, each at the place they have in `named`, where others may wait between them. A change of
 * roster resets nobody: who stays keeps their round-robin credit, who comes back finds it again, who is new starts even.
 */
export const writeHosts = async (
  tx: Transaction,
  tenantId: string,
  linkId: string,
  hostIds: readonly string[],
  named: readonly string[] = hostIds,
): Promise<void> => {
  const ofLink = and(eq(linkHosts.tenantId, tenantId), eq(linkHosts.linkId, linkId));
  await tx.delete(linkHosts).where(and(ofLink, notInArray(linkHosts.memberId, [...hostIds])));
  const kept = await tx.select({ memberId: linkHosts.memberId }).from(linkHosts).where(ofLink);
  const known = new Set(kept.map((row) => row.memberId));
  await tx
    .insert(linkHosts)
    .values(
      hostIds.map((memberId) => ({
        tenantId,
        linkId,
        memberId,
        position: named.indexOf(memberId),
        ...(known.has(memberId) ? {} : { credit: creditOf(tenantId, linkId, memberId) }),
      })),
    )
    .onConflictDoUpdate({
      target: [linkHosts.tenantId, linkHosts.linkId, linkHosts.memberId],
      set: { position: sql`excluded.position` },
    });
};

/** Members of the tenant among the ids that may host. */
export const activeMembers = async (
  tx: Transaction,
  tenantId: string,
  ids: readonly string[],
): Promise<Set<string>> => {
  const rows = await tx
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.tenantId, tenantId), eq(members.isActive, true), inArray(members.id, [...ids])));
  return new Set(rows.map((row) => row.id));
};
