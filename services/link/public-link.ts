import { and, asc, eq, exists, isNull, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { prepared } from '#db/prepared.ts';
import { linkHosts, links } from '#db/schema/link.ts';
import { memberProfiles, members, tenants } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { assignmentAmong } from '#domain/link/host-consent.ts';
import type { TenantPlan } from '#domain/plan/limits.ts';
import type { TenantState } from '#domain/tenant/types.ts';
import { findHandle } from '#services/account/find-handle.ts';
import { type BrandRow, brandColumns } from '#services/branding/brand.ts';

export type LinkRow = typeof links.$inferSelect;
export type LinkHost = {
  id: string;
  name: string;
  username: string;
  email: string;
  timeZone: string;
  locale: 'en' | 'vi';
  photoHash: string | null;
  /** The plan has no place for them: they host what is booked, and nothing new. */
  isFrozen: boolean;
};
export type LinkWithHosts = { link: LinkRow /** In order; the owner first. */; hosts: readonly LinkHost[] };
/** A link that guests can book, with what its tenant's plan allows and how it looks. */
export type PublicLink = LinkWithHosts & { plan: TenantPlan; brand: BrandRow };
/** Where a booking that was made may move: all the hosts it has must be free, whoever the link's are by now. */
export type MoveTarget = LinkWithHosts & { attending: readonly { id: string; timeZone: string }[] };

/** The tenant and member behind a public name of today, or `not_found`. */
export const routeUsername = async (
  db: Database,
  username: string,
): Promise<{ tenantId: string; memberId: string }> => {
  const route = await findHandle(db, username);
  if (route === null || route.current !== username.toLowerCase())
    throw new AppError('not_found', 'There is no such page.');
  return route;
};

const hostColumns = {
  id: memberProfiles.id,
  name: memberProfiles.name,
  username: memberProfiles.username,
  email: memberProfiles.email,
  timeZone: memberProfiles.timeZone,
  locale: memberProfiles.locale,
  photoHash: memberProfiles.photoHash,
  isFrozen: memberProfiles.isFrozen,
};

/** Whoever is to get every booking and has not agreed to host, or has left, gets none: the others take turns. */
const together = (link: LinkRow, hosts: readonly LinkHost[]): LinkWithHosts => {
  const ids = hosts.map(({ id }) => id);
  return { link: { ...link, assignment: assignmentAmong(link.assignment, ids) }, hosts };
};

/** A link with the hosts who take something new: of several the others go on without who is frozen. */
export const withoutFrozen = ({ link, hosts }: LinkWithHosts): LinkWithHosts =>
  together(
    link,
    hosts.filter(({ isFrozen }) => !isFrozen),
  );

/** A link with its hosts, archived ones included (bookings outlive their link); `not_found` otherwise. */
export const loadLinkById = async (
  tx: Transaction,
  tenantId: string,
  linkId: string,
): Promise<LinkWithHosts> => {
  const rows = await tx
    .select({ link: links, host: hostColumns })
    .from(links)
    .innerJoin(linkHosts, and(eq(linkHosts.tenantId, links.tenantId), eq(linkHosts.linkId, links.id)))
    .innerJoin(
      memberProfiles,
      and(eq(memberProfiles.tenantId, linkHosts.tenantId), eq(memberProfiles.id, linkHosts.memberId)),
    )
    .where(and(eq(links.tenantId, tenantId), eq(links.id, linkId)))
    .orderBy(asc(linkHosts.position));
  const first = rows[0];
  if (first === undefined) throw new AppError('not_found', 'There is no such link.');
  return together(
    first.link,
    rows.map((row) => row.host),
  );
};

type Address = { tenantId: string; ownerId: string; slug: string };

const tenant = { state: tenants.state, plan: tenants.plan, limits: tenants.limits };

const selectPublicLink = prepared<{ address: Address }>()((tx, { address }) =>
  tx
    .select({ link: links, host: hostColumns, tenant, brand: brandColumns })
    .from(links)
    .innerJoin(tenants, eq(tenants.id, links.tenantId))
    .innerJoin(linkHosts, and(eq(linkHosts.tenantId, links.tenantId), eq(linkHosts.linkId, links.id)))
    .innerJoin(
      memberProfiles,
      and(eq(memberProfiles.tenantId, linkHosts.tenantId), eq(memberProfiles.id, linkHosts.memberId)),
    )
    .where(
      and(
        eq(links.tenantId, address.tenantId),
        eq(links.ownerId, address.ownerId),
        eq(links.slug, address.slug),
        isNull(links.archivedAt),
      ),
    )
    .orderBy(asc(linkHosts.position)),
);

/** Guests see that the pages are switched off; why is the organisation's own affair. */
export const requireOpen = (state: TenantState): void => {
  if (state !== 'active')
    throw new AppError('pages_off', 'The pages of this organisation are switched off for now.');
};

/** A link by its public address: `not_found` when unknown or archived, `link_inactive` when it is switched off or all its hosts are frozen, `pages_off` when those of its tenant are. */
export const loadPublicLink = async (
  tx: Transaction,
  { tenantId, memberId }: { tenantId: string; memberId: string },
  slug: string,
): Promise<PublicLink> => {
  const rows = await selectPublicLink(tx, {
    address: { tenantId, ownerId: memberId, slug: slug.toLowerCase() },
  });
  const first = rows[0];
  if (first === undefined) throw new AppError('not_found', 'There is no such link.');
  requireOpen(first.tenant.state);
  if (!first.link.isActive) throw new AppError('link_inactive', 'The host has switched this link off.');
  const found = withoutFrozen({ link: first.link, hosts: rows.map((row) => row.host) });
  if (found.hosts.length === 0)
    throw new AppError('link_inactive', 'Nothing can be booked here at the moment.');
  return { ...found, plan: first.tenant, brand: first.brand };
};

/** Whether anybody hosts a link who takes something new. */
export const hasHost = (tx: Transaction) =>
  exists(
    tx
      .select({ one: sql`1` })
      .from(linkHosts)
      .innerJoin(members, and(eq(members.tenantId, linkHosts.tenantId), eq(members.id, linkHosts.memberId)))
      .where(
        and(eq(linkHosts.tenantId, links.tenantId), eq(linkHosts.linkId, links.id), isNull(members.frozenAt)),
      ),
  );

export type PublicProfileData = {
  tenantName: string;
  brand: BrandRow;
  member: LinkHost & { bio: string };
  links: readonly LinkRow[];
};

/** A host's page: the active links they own, neither archived nor hidden, in their order. */
export const loadPublicProfile = async (db: Database, username: string): Promise<PublicProfileData> => {
  const route = await routeUsername(db, username);
  return withTenant(db, route.tenantId, async (tx) => {
    const [row] = await tx
      .select({
        member: { ...hostColumns, bio: memberProfiles.bio },
        tenantName: tenants.name,
        brand: brandColumns,
        tenantState: tenants.state,
      })
      .from(memberProfiles)
      .innerJoin(tenants, eq(tenants.id, memberProfiles.tenantId))
      .where(
        and(
          eq(memberProfiles.tenantId, route.tenantId),
          eq(memberProfiles.id, route.memberId),
          eq(memberProfiles.isActive, true),
        ),
      );
    if (row === undefined) throw new AppError('not_found', 'There is no such page.');
    requireOpen(row.tenantState);
    const owned = await tx
      .select()
      .from(links)
      .where(
        and(
          eq(links.tenantId, route.tenantId),
          eq(links.ownerId, route.memberId),
          eq(links.isActive, true),
          eq(links.isHidden, false),
          isNull(links.archivedAt),
          hasHost(tx),
        ),
      )
      .orderBy(asc(links.position), asc(links.id))
      .limit(100);
    return { tenantName: row.tenantName, brand: row.brand, member: row.member, links: owned };
  });
};
