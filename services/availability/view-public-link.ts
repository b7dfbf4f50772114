import type { z } from 'zod';
import type { PublicLink, PublicProfile } from '#contracts/public.ts';
import type { Database } from '#db/client.ts';
import { withTenant } from '#db/tenant.ts';
import type { LocationKind } from '#domain/link/types.ts';
import { priceOf } from '#domain/payment/price.ts';
import { photoUrlOf } from '#services/account/photo/photo-url.ts';
import { bookableDates } from '#services/availability/find-slots.ts';
import { type BrandRow, presentBrand } from '#services/branding/brand.ts';
import { refundTextsOf } from '#services/link/price/refund-texts.ts';
import {
  type LinkRow,
  type LinkWithHosts,
  loadPublicLink,
  loadPublicProfile,
  routeUsername,
} from '#services/link/public-link.ts';
import { requireOpenPlan } from '#services/plan/require-guest-room.ts';

/** Before a booking only a place is told: telephone numbers and meeting addresses are for those who booked. */
const publicLocation = (kind: LocationKind, value: string) => ({
  kind,
  label: kind === 'in_person' ? value : '',
});

const summaryOf = (link: LinkRow) => ({
  slug: link.slug,
  title: link.title,
  description: link.description,
  capacity: link.capacity,
  durationsMinutes: link.durationsMinutes,
  location: publicLocation(link.locationKind, link.locationValue),
  requiresApproval: link.requiresApproval,
  price: priceOf(link, 1),
});

/** A link as guests see it (contract `PublicLink`). */
export const presentPublicLink = (
  { link, hosts }: LinkWithHosts,
  brand: BrandRow,
  now: number,
): z.input<typeof PublicLink> => {
  const hostTimeZone = hosts[0]?.timeZone ?? 'UTC';
  return {
    ...summaryOf(link),
    kind: link.kind,
    questions: link.questions.map(({ choices, ...question }) => ({
      ...question,
      ...(choices === undefined ? {} : { choices }),
    })),
    hosts: hosts.map((host) => ({ name: host.name, username: host.username, photoUrl: photoUrlOf(host) })),
    hostTimeZone,
    bookable: bookableDates(link, hostTimeZone, now),
    holdMinutes: link.holdMinutes,
    isListed: !link.isHidden,
    cancelNoticeMinutes: link.cancelNoticeMinutes,
    rescheduleNoticeMinutes: link.rescheduleNoticeMinutes,
    mostFurtherGuests: link.mostFurtherGuests,
    refundTexts: refundTextsOf(link),
    brand: presentBrand(brand),
  };
};

/** What a guest may know of a link: no ids, addresses, rules or reasons. */
export const viewPublicLink = async (
  db: Database,
  address: { username: string; slug: string },
  now: number,
): Promise<z.input<typeof PublicLink>> => {
  const route = await routeUsername(db, address.username);
  return withTenant(db, route.tenantId, async (tx) => {
    const target = await loadPublicLink(tx, route, address.slug);
    await requireOpenPlan(tx, { tenantId: route.tenantId, now }, target);
    return presentPublicLink(target, target.brand, now);
  });
};

/** A host's page with the active links. */
export const viewPublicProfile = async (
  db: Database,
  username: string,
): Promise<z.input<typeof PublicProfile>> => {
  const { member, tenantName, brand, links } = await loadPublicProfile(db, username);
  return {
    username: member.username,
    name: member.name,
    bio: member.bio,
    photoUrl: photoUrlOf(member),
    tenantName,
    brand: presentBrand(brand),
    timeZone: member.timeZone,
    locale: member.locale,
    links: links.map(summaryOf),
  };
};
