import type { Context } from 'hono';
import type { z } from 'zod';
import { bindCapability, bindPublic, type Router } from '#api/bind.ts';
import { matchesNone } from '#api/middleware/etag.ts';
import { originOf } from '#api/middleware/site.ts';
import type { AppEnv } from '#api/variables.ts';
import * as contract from '#contracts/public.ts';
import { getPublicTenant } from '#contracts/tenant/public.ts';
import type { AskedDetails } from '#domain/booking/types.ts';
import { AppError } from '#domain/errors.ts';
import { instantText } from '#domain/instant-text.ts';
import { readPhoto } from '#services/account/photo/read-photo.ts';
import { findPublicSlots, type SlotAnswer } from '#services/availability/find-slots.ts';
import { viewPublicLink, viewPublicProfile } from '#services/availability/view-public-link.ts';
import { bookLink } from '#services/booking/book-link.ts';
import { placeHold } from '#services/booking/place-hold.ts';
import type { LoadedBooking } from '#services/booking/read/load-booking.ts';
import { findHold, openHold, type TokenSigner } from '#services/booking/read/manage-token.ts';
import { type GuestLinks, presentHold, presentReceipt } from '#services/booking/read/present-booking.ts';
import { releaseHold } from '#services/booking/release-hold.ts';
import type { Sites } from '#services/domain/sites.ts';
import { routeUsername } from '#services/link/public-link.ts';
import { viewPublicTenant } from '#services/link/public-tenant.ts';

/** What a guest may see of free times: the places left in a group, no hosts, no other counts, no reasons. */
export const presentSlots = (
  timeZone: string,
  { durationMinutes, days, nextAvailableDate }: SlotAnswer,
): z.input<typeof contract.SlotList> => ({
  timeZone,
  durationMinutes,
  days: days.map(({ date, slots }) => ({
    date,
    slots: slots.map(({ start, best, seatsLeft }) => ({
      start: instantText(start),
      best,
      ...(seatsLeft === undefined ? {} : { placesLeft: seatsLeft }),
    })),
  })),
  nextAvailableDate,
});

type Address = { username: string; slug: string };

const readRoutes = (router: Router): void => {
  const { db, now } = router.deps;
  bindPublic(router, getPublicTenant, async ({ c }) => {
    const site = c.get('site');
    if (site?.kind !== 'tenant') throw new AppError('not_found', 'This is not the host of an organisation.');
    return { body: await viewPublicTenant(db, site.tenantId) };
  });
  bindPublic(router, contract.getProfile, async ({ params }) => ({
    body: await viewPublicProfile(db, params.username),
  }));
  bindPublic(router, contract.getPhoto, async ({ c, params, query }) => {
    const { content, hash } = await readPhoto(db, params.username);
    const headers = {
      'Content-Type': 'image/jpeg',
      'Cache-Control': query.v === hash ? 'public, max-age=31536000, immutable' : 'public, no-cache',
      ETag: `W/"${hash}"`,
    };
    if (matchesNone(c.req.header('if-none-match'), headers.ETag))
      return new Response(null, { status: 304, headers });
    return new Response(new Uint8Array(content), { headers });
  });
  bindPublic(router, contract.getPublicLink, async ({ params }) => ({
    body: await viewPublicLink(db, params, now()),
  }));
  bindPublic(router, contract.listSlots, async ({ params, query }) => {
    return { body: presentSlots(query.timeZone, await findPublicSlots(db, params, query, now())) };
  });
};

/** Claims are also counted by link, whoever sends them. */
const limitClaims = async ({ deps }: Router, c: Context<AppEnv>, at: Address): Promise<void> =>
  deps.limits.consume(c, 'bookLink', `${at.username}/${at.slug}`.toLowerCase());

/** Bookings are counted by the guest's address; tries that come to nothing are not, or anybody could use its share up. */
const limitBookings = async <Result>(
  { deps: { limits } }: Router,
  c: Context<AppEnv>,
  address: string,
  book: () => Promise<Result>,
): Promise<Result> => {
  const key = address.toLowerCase();
  await limits.consume(c, 'bookEmail', key);
  try {
    return await book();
  } catch (error) {
    await limits.giveBack(c, 'bookEmail', key);
    throw error;
  }
};

/** Holds are counted by network, as long as they are not given back; what places none more costs nothing. */
const limitHolds = async (
  { deps: { limits } }: Router,
  c: Context<AppEnv>,
  place: (admit: () => Promise<void>) => ReturnType<typeof placeHold>,
): Promise<LoadedBooking> => {
  let isCounted = false;
  const admit = async (): Promise<void> => {
    if (isCounted) return;
    await limits.consume(c, 'hold');
    isCounted = true;
  };
  let isPlaced = false;
  try {
    const { held, isRepeat } = await place(admit);
    isPlaced = !isRepeat;
    return held;
  } finally {
    if (isCounted && !isPlaced) await limits.giveBack(c, 'hold');
  }
};

type BookBody = z.output<typeof contract.BookInput>;

/** What is said of the guest of a booking. */
export const detailsOf = ({
  guest,
  timeZone,
  locale,
  answers,
  note,
  furtherGuests,
}: Omit<BookBody, 'hold'>): AskedDetails => ({ guest, timeZone, locale, answers, note, furtherGuests });

export type GuestRouteOptions = { signer: TokenSigner; sites: Sites };

/** What addresses for the guest are made of: they lead to the site that they are on. */
export const linksFor = (c: Context<AppEnv>, { signer, sites }: GuestRouteOptions): GuestLinks => ({
  signer,
  publicUrl: originOf(c, sites),
});

/** Serves guests: pages, slots, holds and bookings. */
export const guestRoutes = (router: Router, options: GuestRouteOptions): void => {
  const { db, limits, now } = router.deps;
  readRoutes(router);
  bindPublic(router, contract.placeHold, async ({ c, params, body, asGuest }) => {
    await limitClaims(router, c, params);
    const { tenantId } = await routeUsername(db, params.username);
    const { replaces, ...asked } = body;
    const replaced = replaces === undefined ? null : findHold(options.signer, replaces, now());
    const replacedBookingId = replaced?.tenantId === tenantId ? replaced.bookingId : null;
    const ctx = asGuest(tenantId, replacedBookingId ?? undefined);
    const held = await limitHolds(router, c, (admit) =>
      placeHold(ctx, { ...asked, address: params, start: Date.parse(body.start), replacedBookingId, admit }),
    );
    return { body: presentHold(held, options.signer) };
  });
  bindCapability(router, contract.releaseHold, async ({ c, ctx, claims: { bookingId } }) => {
    if (await releaseHold(ctx, { bookingId })) await limits.giveBack(c, 'hold');
    return { body: undefined };
  });
  bindPublic(router, contract.bookLink, async ({ c, params, body, asGuest }) => {
    await limitClaims(router, c, params);
    const { tenantId } = await routeUsername(db, params.username);
    const held = body.hold === undefined ? null : openHold(options.signer, body.hold, now());
    if (held !== null && held.tenantId !== tenantId)
      throw new AppError('not_found', 'This hold is not known.');
    const ctx = asGuest(tenantId, held?.bookingId);
    const book = () =>
      bookLink(ctx, {
        address: params,
        start: Date.parse(body.start),
        durationMinutes: body.durationMinutes,
        details: detailsOf(body),
        heldBookingId: held?.bookingId ?? null,
      });
    const booked = await limitBookings(router, c, `${params.username}/${body.guest.email}`, book);
    return { body: presentReceipt(booked, linksFor(c, options), now()) };
  });
};
