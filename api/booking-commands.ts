import type { z } from 'zod';
import type { BookInput, HoldInput } from '#contracts/public.ts';
import type { BookingRequestPayload } from '#db/schema/booking.ts';
import { type BookingAction, refuseTransition } from '#domain/booking/transition.ts';
import { AppError } from '#domain/errors.ts';
import { type AlternativeView, durationOf, type SlotSearch } from '#services/availability/find-slots.ts';
import { checkAnswers } from '#services/booking/check-answers.ts';
import { findMovesFor } from '#services/booking/find-moves.ts';
import {
  manageUrls,
  requirePurpose,
  type TokenClaims,
  type TokenSigner,
} from '#services/booking/manage-token.ts';
import { presentBooking, presentGuestBooking } from '#services/booking/present-booking.ts';
import { readBooking, readOwnBooking } from '#services/booking/read-booking.ts';
import { submitClaim, submitRequest } from '#services/booking/submit-request.ts';
import { suggestTimes, suggestTimesFor } from '#services/booking/suggest-times.ts';
import type { ServiceContext } from '#services/context.ts';
import { findPublicLink } from '#services/link/find-public-link.ts';
import type { LinkRow } from '#services/link/public-link.ts';
import type { BookingClient } from '#workflows/client/booking.ts';

export type CommandDeps = {
  bookings: BookingClient;
  signer: TokenSigner;
  linkSecret: string;
  publicUrl: string;
};

type Address = { username: string; slug: string };

/** Which field of the request a refusal is about, where the code alone says so. */
const blamed: Partial<Record<AppError['code'], { pointer: string; message: string }>> = {
  in_the_past: { pointer: '/start', message: 'must lie in the future' },
  notice_too_short: { pointer: '/start', message: 'must be later: the host needs more notice' },
  beyond_booking_window: {
    pointer: '/start',
    message: 'must be sooner: the host does not plan so far ahead',
  },
  outside_availability: { pointer: '/start', message: 'must be one of the times that are offered' },
  limit_reached: { pointer: '/start', message: 'must lie in a period with bookings left' },
  guest_limit_reached: { pointer: '/guest/email', message: 'has as many bookings as one address may have' },
};

/**
 * A refused time names its field, and a taken one is answered with others to choose from; if they cannot be found the
 * refusal stands alone.
 */
const explained = async (error: unknown, suggest: () => Promise<AlternativeView[]>): Promise<unknown> => {
  if (!(error instanceof AppError)) return error;
  const blame = blamed[error.code];
  if (blame !== undefined) return new AppError(error.code, error.message, { errors: [blame], cause: error });
  if (error.code !== 'slot_taken') return error;
  const alternatives = await suggest().catch(() => []);
  return new AppError('slot_taken', error.message, { extra: { alternatives }, cause: error });
};

const presentGuest = async (ctx: ServiceContext, deps: CommandDeps, bookingId: string) => {
  const loaded = await readBooking(ctx, bookingId);
  return {
    booking: presentGuestBooking(loaded, ctx.now()),
    links: manageUrls(deps.signer, deps.publicUrl, loaded.booking),
    loaded,
  };
};

const throwOutcome = (
  outcome: { ok: true } | { ok: false; code: AppError['code']; detail: string },
): void => {
  if (!outcome.ok) throw new AppError(outcome.code, outcome.detail);
};

const claim = async (
  ctx: ServiceContext,
  deps: CommandDeps,
  input: Pick<Parameters<typeof submitClaim>[1], 'key' | 'address' | 'payloadOf'>,
) => {
  const request = await submitClaim(ctx, { ...input, secret: deps.linkSecret });
  const { bookingId, requestId, outcome, payload, link } = request;
  try {
    if (outcome === null) await deps.bookings.claim({ tenantId: ctx.tenantId, bookingId, requestId });
    else throwOutcome(outcome);
  } catch (error) {
    throw await explained(error, () => suggestTimes(ctx, payload));
  }
  return { bookingId, link };
};

const change = async (
  ctx: ServiceContext,
  deps: CommandDeps,
  input: { key: string; bookingId: string; payload: BookingRequestPayload & { kind: BookingAction } },
): Promise<void> => {
  const request = await submitRequest(ctx, {
    key: input.key,
    secret: deps.linkSecret,
    payload: input.payload,
    bookingId: input.bookingId,
  });
  if (request.outcome !== null) return throwOutcome(request.outcome);
  const { kind: action } = input.payload;
  try {
    await deps.bookings.change({
      tenantId: ctx.tenantId,
      bookingId: input.bookingId,
      requestId: request.requestId,
      action,
    });
  } catch (error) {
    throw await betterReason(ctx, input.bookingId, action, error);
  }
};

/** A workflow that has ended cannot say why it refuses; the booking can. */
const betterReason = async (
  ctx: ServiceContext,
  bookingId: string,
  action: BookingAction,
  error: unknown,
): Promise<unknown> => {
  if (!(error instanceof AppError) || error.code !== 'invalid_transition') return error;
  const { booking } = await readBooking(ctx, bookingId);
  const refusal = refuseTransition(action, booking, ctx.now());
  return refusal === null ? error : new AppError(refusal.code, refusal.detail, { cause: error });
};

/** Holds a time while the guest fills in the form. The token proves later on who placed it. */
export const placeHold = async (
  ctx: ServiceContext,
  deps: CommandDeps,
  address: Address,
  body: z.output<typeof HoldInput>,
  key: string,
) => {
  const { bookingId, link } = await claim(ctx, deps, {
    key,
    address,
    payloadOf: (offered) => ({
      kind: 'claim',
      linkId: offered.id,
      start: Date.parse(body.start),
      durationMinutes: durationOf(offered, body.durationMinutes, '/durationMinutes'),
      timeZone: body.timeZone,
      locale: 'en',
      answers: {},
    }),
  });
  const { loaded } = await presentGuest(ctx, deps, bookingId);
  const { booking } = loaded;
  return {
    bookingId,
    holdToken: deps.signer.sign({
      tenantId: ctx.tenantId,
      bookingId,
      purpose: 'hold',
      expiresAt: booking.createdAt + 24 * 60 * 60_000,
    }),
    start: new Date(booking.startsAt).toISOString(),
    end: new Date(booking.endsAt).toISOString(),
    holdUntil: new Date(booking.holdUntil ?? booking.createdAt + link.holdMinutes * 60_000).toISOString(),
  };
};

const requireHold = (
  deps: CommandDeps,
  hold: { bookingId: string; holdToken: string },
  now: number,
): TokenClaims => {
  const claims = deps.signer.verify(hold.holdToken, now);
  if (claims.purpose !== 'hold' || claims.bookingId !== hold.bookingId)
    throw new AppError('not_found', 'This hold is not known.');
  return claims;
};

/** Gives a hold back; one that has ended already counts as given back. */
export const releaseHold = async (
  ctx: Omit<ServiceContext, 'tenantId'>,
  deps: CommandDeps,
  hold: { bookingId: string; holdToken: string },
): Promise<void> => {
  const { tenantId } = requireHold(deps, hold, ctx.now());
  const scoped = { ...ctx, tenantId };
  const { booking } = await readBooking(scoped, hold.bookingId);
  if (booking.status === 'expired') return;
  await change(scoped, deps, {
    key: 'release',
    bookingId: hold.bookingId,
    payload: { kind: 'release_hold' },
  });
};

type BookBody = z.output<typeof BookInput>;

/** What the guest says of themselves, checked against the questions of the link. */
const detailsOf = (link: LinkRow, body: BookBody) => ({
  timeZone: body.timeZone,
  locale: body.locale,
  guest: body.guest,
  answers: checkAnswers(link.questions, body.answers),
  note: body.note,
});

const completeHold = async (
  ctx: ServiceContext,
  deps: CommandDeps,
  address: Address,
  body: BookBody & { hold: NonNullable<BookBody['hold']> },
  key: string,
): Promise<string> => {
  const { link } = await findPublicLink(ctx, address);
  const durationMinutes = durationOf(link, body.durationMinutes, '/durationMinutes');
  const details = detailsOf(link, body);
  if (requireHold(deps, body.hold, ctx.now()).tenantId !== ctx.tenantId)
    throw new AppError('not_found', 'This hold is not known.');
  const { bookingId } = body.hold;
  const start = Date.parse(body.start);
  const held = await readBooking(ctx, bookingId);
  if (
    held.link.id !== link.id ||
    held.booking.startsAt !== start ||
    held.booking.durationMinutes !== durationMinutes
  )
    throw new AppError('invalid_request', 'The hold is for another time.', {
      errors: [{ pointer: '/start', message: 'must be the time that is held' }],
    });
  const { timeZone } = body;
  try {
    await change(ctx, deps, { key, bookingId, payload: { kind: 'complete_hold', ...details } });
  } catch (error) {
    throw await explained(error, () =>
      suggestTimes(ctx, { linkId: link.id, start, durationMinutes, timeZone }),
    );
  }
  return bookingId;
};

/** Books a time, by a hold placed before or by claiming it now. */
export const bookLink = async (
  ctx: ServiceContext,
  deps: CommandDeps,
  address: Address,
  body: BookBody,
  key: string,
) => {
  const { hold } = body;
  const { bookingId } =
    hold === undefined
      ? await claim(ctx, deps, {
          key,
          address,
          payloadOf: (link) => ({
            kind: 'claim',
            linkId: link.id,
            start: Date.parse(body.start),
            durationMinutes: durationOf(link, body.durationMinutes, '/durationMinutes'),
            ...detailsOf(link, body),
          }),
        })
      : { bookingId: await completeHold(ctx, deps, address, { ...body, hold }, key) };
  const { booking, links } = await presentGuest(ctx, deps, bookingId);
  return { booking, links };
};

/** The booking behind a guest's link, with the addresses this link may lead to. */
export const viewBooking = async (ctx: ServiceContext, deps: CommandDeps, claims: TokenClaims) => {
  requirePurpose(claims, 'view');
  const { booking, links } = await presentGuest(ctx, deps, claims.bookingId);
  const { ics, view, manage, reschedule, cancel } = links;
  const open = {
    manage: { manage, view, reschedule, cancel, ics },
    view: { view, ics },
    reschedule: { reschedule, ics },
    cancel: { cancel, ics },
    ics: { ics },
    hold: {},
  }[claims.purpose];
  return { booking, links: open };
};

export const listAlternatives = async (ctx: ServiceContext, claims: TokenClaims) => {
  requirePurpose(claims, 'reschedule');
  return alternativesOf(ctx, claims.bookingId);
};

/** Where the booking behind a guest's link could move to. */
export const listMoves = async (ctx: ServiceContext, claims: TokenClaims, search: SlotSearch) => {
  requirePurpose(claims, 'reschedule');
  return findMovesFor(ctx, claims.bookingId, search);
};

const alternativesOf = async (ctx: ServiceContext, bookingId: string) => ({
  alternatives: await suggestTimesFor(ctx, bookingId),
});

const reschedule = async (
  ctx: ServiceContext,
  deps: CommandDeps,
  bookingId: string,
  body: { start: string; reason?: string | undefined },
  key: string,
): Promise<void> => {
  const start = Date.parse(body.start);
  try {
    await change(ctx, deps, { key, bookingId, payload: { kind: 'reschedule', start, reason: body.reason } });
  } catch (error) {
    // A booking that has begun cannot move, whatever time was asked for.
    if (error instanceof AppError && error.code === 'in_the_past' && start > ctx.now()) throw error;
    throw await explained(error, () => suggestTimesFor(ctx, bookingId, start));
  }
};

export const rescheduleAsGuest = async (
  ctx: ServiceContext,
  deps: CommandDeps,
  claims: TokenClaims,
  body: { start: string; reason?: string | undefined },
  key: string,
) => {
  requirePurpose(claims, 'reschedule');
  await reschedule(ctx, deps, claims.bookingId, body, key);
  const { booking, links } = await presentGuest(ctx, deps, claims.bookingId);
  return { booking, links };
};

export const cancelAsGuest = async (
  ctx: ServiceContext,
  deps: CommandDeps,
  claims: TokenClaims,
  body: { reason?: string | undefined },
  key: string,
) => {
  requirePurpose(claims, 'cancel');
  await change(ctx, deps, {
    key,
    bookingId: claims.bookingId,
    payload: { kind: 'cancel', reason: body.reason },
  });
  const { booking } = await presentGuest(ctx, deps, claims.bookingId);
  return { booking };
};

/** A host's change of a booking they may see; answers the booking as it stands afterwards. */
export const changeAsHost = async (
  ctx: ServiceContext,
  deps: CommandDeps,
  input: { bookingId: string; key: string; payload: BookingRequestPayload & { kind: BookingAction } },
) => {
  await readOwnBooking(ctx, input.bookingId);
  if (input.payload.kind === 'reschedule')
    await reschedule(
      ctx,
      deps,
      input.bookingId,
      { start: new Date(input.payload.start).toISOString(), reason: input.payload.reason },
      input.key,
    );
  else await change(ctx, deps, input);
  const { booking, hosts } = await readOwnBooking(ctx, input.bookingId);
  return presentBooking(booking, hosts);
};

export const listAlternativesAsHost = async (ctx: ServiceContext, bookingId: string) => {
  await readOwnBooking(ctx, bookingId);
  return alternativesOf(ctx, bookingId);
};
