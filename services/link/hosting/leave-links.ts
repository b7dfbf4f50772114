import { and, asc, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { hostRequests, linkHosts, links } from '#db/schema/link.ts';
import { assignmentWithout, hostingStates } from '#domain/link/host-consent.ts';
import { audit } from '#services/audit.ts';
import type { ServiceContext } from '#services/context.ts';

type LinkRow = typeof links.$inferSelect;

/** What a member's going does to the links they have to do with. */
export type LinksLeft = { archived: number; passedOn: number; left: number };

const ofMember = (tenantId: string, memberId: string) =>
  and(
    eq(links.tenantId, tenantId),
    isNull(links.archivedAt),
    or(
      eq(links.ownerId, memberId),
      sql`exists (select 1 from ${linkHosts} h where h.tenant_id = ${links.tenantId}
        and h.link_id = ${links.id} and h.member_id = ${memberId})`,
    ),
  );

/** The other hosts of links, in order. */
const othersOf = async (tx: Transaction, tenantId: string, linkIds: readonly string[], memberId: string) => {
  if (linkIds.length === 0) return new Map<string, string[]>();
  const rows = await tx
    .select({ linkId: linkHosts.linkId, memberId: linkHosts.memberId })
    .from(linkHosts)
    .where(and(eq(linkHosts.tenantId, tenantId), inArray(linkHosts.linkId, [...linkIds])))
    .orderBy(asc(linkHosts.position));
  const byLink = Map.groupBy(rows, ({ linkId }) => linkId);
  return new Map(
    [...byLink].map(([linkId, of]) => [
      linkId,
      of.map((row) => row.memberId).filter((id) => id !== memberId),
    ]),
  );
};

type Outcome = { as: keyof LinksLeft; ownerId?: string };

/** Its page is that of its owner: a link that others host as well passes to the next of them, any other is archived. */
const outcomeOf = (link: LinkRow, memberId: string, others: readonly string[]): Outcome => {
  if (link.ownerId !== memberId) return { as: 'left' };
  const [next] = others;
  return next === undefined ? { as: 'archived' } : { as: 'passedOn', ownerId: next };
};

/** A link cannot pass to somebody who has another one at the same address. */
const isAddressTaken = async (tx: Transaction, link: LinkRow, ownerId: string): Promise<boolean> =>
  (await tx.$count(
    links,
    and(
      eq(links.tenantId, link.tenantId),
      eq(links.ownerId, ownerId),
      eq(links.slug, link.slug),
      isNull(links.archivedAt),
    ),
  )) > 0;

const leave = async (
  tx: Transaction,
  ctx: ServiceContext,
  link: LinkRow,
  { memberId, outcome }: { memberId: string; outcome: Outcome },
): Promise<void> => {
  const now = ctx.now();
  const isLink = and(eq(links.tenantId, ctx.tenantId), eq(links.id, link.id));
  const changed = { updatedAt: now, version: link.version + 1 };
  if (outcome.as === 'archived')
    await tx
      .update(links)
      .set({ ...changed, archivedAt: now })
      .where(isLink);
  else {
    const assignment = assignmentWithout(link.assignment, memberId);
    const { ownerId = link.ownerId } = outcome;
    await tx
      .update(links)
      .set({ ...changed, assignment, ownerId })
      .where(isLink);
    await tx
      .delete(linkHosts)
      .where(
        and(
          eq(linkHosts.tenantId, ctx.tenantId),
          eq(linkHosts.linkId, link.id),
          eq(linkHosts.memberId, memberId),
        ),
      );
  }
  await audit(tx, ctx, {
    action: outcome.as === 'archived' ? 'link.archive' : 'link.lose_host',
    targetKind: 'link',
    targetId: link.id,
    before: { hostId: memberId },
    ...(outcome.ownerId === undefined ? {} : { after: { ownerId: outcome.ownerId } }),
  });
};

/** How the links would be left; nothing changes. */
export const previewLinks = async (
  tx: Transaction,
  tenantId: string,
  memberId: string,
): Promise<LinksLeft> => {
  const found = await tx.select().from(links).where(ofMember(tenantId, memberId));
  const others = await othersOf(
    tx,
    tenantId,
    found.map(({ id }) => id),
    memberId,
  );
  const counts: LinksLeft = { archived: 0, passedOn: 0, left: 0 };
  for (const link of found) counts[outcomeOf(link, memberId, others.get(link.id) ?? []).as] += 1;
  return counts;
};

/**
 * Takes a member who goes out of all links, in the caller's transaction: nobody can book them from then on. Links of
 * theirs that others host pass to the next host, the rest of theirs are archived; requests to them are no more.
 */
export const leaveLinks = async (tx: Transaction, ctx: ServiceContext, memberId: string): Promise<void> => {
  const { tenantId } = ctx;
  const found = await tx
    .select()
    .from(links)
    .where(ofMember(tenantId, memberId))
    .orderBy(asc(links.id))
    .for('update');
  const ids = found.map(({ id }) => id);
  const others = await othersOf(tx, tenantId, ids, memberId);
  for (const link of found) {
    const outcome = outcomeOf(link, memberId, others.get(link.id) ?? []);
    const { ownerId } = outcome;
    const cannot = ownerId !== undefined && (await isAddressTaken(tx, link, ownerId));
    await leave(tx, ctx, link, { memberId, outcome: cannot ? { as: 'archived' } : outcome });
  }
  await tx
    .update(hostRequests)
    .set({ state: 'left', updatedAt: ctx.now() })
    .where(
      and(
        eq(hostRequests.tenantId, tenantId),
        eq(hostRequests.memberId, memberId),
        inArray(hostRequests.state, ['asked', ...hostingStates]),
      ),
    );
};
