import { and, asc, eq, inArray, isNull, notInArray, type SQL, sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { Link, LinkInput } from '#contracts/link.ts';
import type { Transaction } from '#db/client.ts';
import { bookings } from '#db/schema/booking.ts';
import { linkHosts, links } from '#db/schema/link.ts';
import { memberProfiles, members } from '#db/schema/tenant.ts';
import { statusesThat } from '#domain/booking/status.ts';
import { AppError } from '#domain/errors.ts';
import { type MemberActor, requireOwn } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';

type LinkRow = typeof links.$inferSelect;
export type LinkFields = z.output<typeof LinkInput>;
export type LinkView = z.input<typeof Link>;

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

/** Holds that came to nothing are not counted. */
const bookingCountOf = sql<number>`(
  select count(*)::int from ${bookings}
  where ${bookings.tenantId} = ${links.tenantId} and ${bookings.linkId} = ${links.id}
    and ${bookings.status} not in ('held', 'expired'))`;

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

export const toView = (
  { link, username, hostIds, bookingCount }: LoadedLink,
  publicUrl: string,
): LinkView => ({
  id: link.id,
  ownerId: link.ownerId,
  slug: link.slug,
  title: link.title,
  description: link.description,
  kind: link.kind,
  capacity: link.capacity,
  durationsMinutes: link.durationsMinutes,
  hostIds,
  assignment: link.assignment,
  scheduleId: link.scheduleId,
  stepMinutes: link.stepMinutes,
  bufferBeforeMinutes: link.bufferBeforeMinutes,
  bufferAfterMinutes: link.bufferAfterMinutes,
  noticeMinutes: link.noticeMinutes,
  bookingWindow: link.bookingWindow,
  limits: link.limits,
  location: { kind: link.locationKind, value: link.locationValue },
  requiresApproval: link.requiresApproval,
  approvalDeadlineHours: link.approvalDeadlineHours,
  holdMinutes: link.holdMinutes,
  reminderMinutes: link.reminderMinutes,
  questions: link.questions,
  guestLimit: link.guestLimit,
  isActive: link.isActive,
  publicUrl: `${publicUrl}/${username}/${link.slug}`,
  bookingCount,
  version: link.version,
  createdAt: new Date(link.createdAt).toISOString(),
  updatedAt: new Date(link.updatedAt).toISOString(),
});

/** The same link as its input form: what a patch is laid over. */
export const toFields = ({ link, hostIds }: LoadedLink): LinkFields => ({
  slug: link.slug,
  title: link.title,
  description: link.description,
  kind: link.kind,
  capacity: link.capacity,
  durationsMinutes: link.durationsMinutes,
  hostIds,
  assignment: link.assignment,
  scheduleId: link.scheduleId,
  stepMinutes: link.stepMinutes,
  bufferBeforeMinutes: link.bufferBeforeMinutes,
  bufferAfterMinutes: link.bufferAfterMinutes,
  noticeMinutes: link.noticeMinutes,
  bookingWindow: link.bookingWindow,
  limits: link.limits,
  location: { kind: link.locationKind, value: link.locationValue },
  requiresApproval: link.requiresApproval,
  approvalDeadlineHours: link.approvalDeadlineHours,
  holdMinutes: link.holdMinutes,
  reminderMinutes: link.reminderMinutes,
  questions: link.questions.map(({ choices, ...question }) => ({
    ...question,
    ...(choices === undefined ? {} : { choices }),
  })),
  guestLimit: link.guestLimit,
  isActive: link.isActive,
});

/** Column values of the fields; hosts are rows of their own. */
export const toColumns = ({ hostIds: _hosts, location, ...fields }: LinkFields) => ({
  ...fields,
  locationKind: location.kind,
  locationValue: location.value,
});

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
 * Makes these the hosts of a link. A change of roster resets nobody: who stays keeps their round-robin credit, who
 * comes back finds it again, who is new starts even.
 */
export const writeHosts = async (
  tx: Transaction,
  tenantId: string,
  linkId: string,
  hostIds: readonly string[],
): Promise<void> => {
  const ofLink = and(eq(linkHosts.tenantId, tenantId), eq(linkHosts.linkId, linkId));
  await tx.delete(linkHosts).where(and(ofLink, notInArray(linkHosts.memberId, [...hostIds])));
  const kept = await tx.select({ memberId: linkHosts.memberId }).from(linkHosts).where(ofLink);
  const known = new Set(kept.map((row) => row.memberId));
  await tx
    .insert(linkHosts)
    .values(
      hostIds.map((memberId, position) => ({
        tenantId,
        linkId,
        memberId,
        position,
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

const isSlugClash = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const named = 'constraint' in error && error.constraint === 'links_owner_slug_key';
  return named || isSlugClash(error.cause);
};

/** Turns the unique index' refusal into `slug_taken`. */
export const refusingTakenSlug = async <Result>(write: () => Promise<Result>): Promise<Result> => {
  try {
    return await write();
  } catch (error) {
    if (!isSlugClash(error)) throw error;
    throw new AppError('slug_taken', 'Another link of the same owner has this address.', {
      errors: [{ pointer: '/slug', message: 'is taken' }],
      cause: error,
    });
  }
};
