import { createHmac, timingSafeEqual } from 'node:crypto';
import {
  type BookingPurpose,
  type TokenClaims,
  type TokenPurpose,
  tokenPurposes,
} from '#domain/booking/capability.ts';
import { AppError } from '#domain/errors.ts';
import { idPattern, idPrefixes } from '#domain/ids.ts';
import { createSignedText, type SignedText } from '#services/signed-text.ts';

export type TokenSigner = SignedText & {
  sign: (claims: TokenClaims) => string;
  /** `not_found` when forged or malformed; its time may be over. */
  read: (token: string) => TokenClaims;
};

/** The id of what a token is about, without its prefix, which follows from the purpose. */
const bareId = (claims: TokenClaims): string => {
  const id = claims.purpose === 'data' ? claims.guestRequestId : claims.bookingId;
  return id.slice(id.indexOf('_') + 1);
};

type Read = { purpose: TokenPurpose; tenantId: string; subject: string; expiresAt: number };

/** Null when the id is none. */
const claimsOf = ({ purpose, tenantId, subject, expiresAt }: Read): TokenClaims | null => {
  if (purpose === 'data') {
    const guestRequestId = `${idPrefixes.guestRequest}_${subject}`;
    const isOurs = idPattern('guestRequest').test(guestRequestId);
    return isOurs ? { tenantId, purpose, guestRequestId, expiresAt } : null;
  }
  const bookingId = `${idPrefixes.booking}_${subject}`;
  return idPattern('booking').test(bookingId) ? { tenantId, purpose, bookingId, expiresAt } : null;
};

/**
 * Signed capabilities: nothing is stored, the same claims give the same token, a change of any byte makes it unknown.
 * HMAC-SHA256 over tenant, booking or request, purpose and expiry.
 */
export const createTokenSigner = (secret: string): TokenSigner => {
  const mac = (body: string): Buffer =>
    createHmac('sha256', secret).update(`everslot.manage.v1.${body}`).digest();
  const unknown = () => new AppError('not_found', 'This link is not known.');
  return {
    ...createSignedText(secret),
    sign: (claims) => {
      const { tenantId, purpose, expiresAt } = claims;
      const body = [
        purpose,
        tenantId.slice(tenantId.indexOf('_') + 1),
        bareId(claims),
        Math.floor(expiresAt / 1000).toString(36),
      ].join('.');
      return `${body}.${mac(body).toString('base64url')}`;
    },
    read: (token) => {
      const parts = token.split('.');
      const [purpose, tenant, subject = '', expiry, signature] = parts;
      if (parts.length !== 5 || signature === undefined) throw unknown();
      const given = Buffer.from(signature, 'base64url');
      const expected = mac(parts.slice(0, 4).join('.'));
      if (
        given.length !== expected.length ||
        !timingSafeEqual(given, expected) ||
        given.toString('base64url') !== signature
      )
        throw unknown();
      const known = tokenPurposes.find((candidate) => candidate === purpose);
      if (known === undefined) throw unknown();
      const expiresAt = Number.parseInt(expiry ?? '', 36) * 1000;
      const claims = claimsOf({
        purpose: known,
        tenantId: `${idPrefixes.tenant}_${tenant}`,
        subject,
        expiresAt,
      });
      if (claims === null) throw unknown();
      return claims;
    },
  };
};

const dayMs = 24 * 60 * 60_000;

/** Viewing outlives the booking by thirty days; moving and cancelling end when it begins. */
export const tokenExpiry = (
  purpose: BookingPurpose,
  booking: { startsAt: number; endsAt: number },
): number =>
  purpose === 'reschedule' || purpose === 'cancel' ? booking.startsAt : booking.endsAt + 30 * dayMs;

export type ManageUrls = { manage: string; view: string; reschedule: string; cancel: string; ics: string };

/** The guest's addresses of a booking, the same ones every time they are asked for. */
export const manageUrls = (
  signer: TokenSigner,
  publicUrl: string,
  booking: { tenantId: string; id: string; startsAt: number; endsAt: number },
): ManageUrls => {
  const token = (purpose: BookingPurpose): string =>
    signer.sign({
      tenantId: booking.tenantId,
      bookingId: booking.id,
      purpose,
      expiresAt: tokenExpiry(purpose, booking),
    });
  return {
    manage: `${publicUrl}/b/${token('manage')}`,
    view: `${publicUrl}/b/${token('view')}`,
    reschedule: `${publicUrl}/b/${token('reschedule')}/reschedule`,
    cancel: `${publicUrl}/b/${token('cancel')}/cancel`,
    ics: `${publicUrl}/api/v1/public/bookings/${token('ics')}/ics`,
  };
};

/**
 * What a token says when it is genuine, in time and made for one of the purposes; `not_found`, `link_expired` or `forbidden`
 * otherwise.
 */
export const openToken = <Purpose extends TokenPurpose>(
  signer: TokenSigner,
  token: string,
  { purposes, now }: { purposes: readonly Purpose[]; now: number },
): TokenClaims<Purpose> => {
  const claims = signer.read(token);
  if (claims.expiresAt <= now) throw new AppError('link_expired', 'This link has expired.');
  if (!isFor(claims, purposes)) throw new AppError('forbidden', 'This link is not for that.');
  return claims;
};

const isFor = <Purpose extends TokenPurpose>(
  claims: TokenClaims,
  purposes: readonly Purpose[],
): claims is TokenClaims & TokenClaims<Purpose> =>
  (purposes as readonly TokenPurpose[]).includes(claims.purpose);

/** The booking of a hold whose token the caller shows: `not_found` for any other, `hold_expired` when it is long over. */
export const openHold = (
  signer: TokenSigner,
  hold: { bookingId: string; holdToken: string },
  now: number,
): TokenClaims<'hold'> => {
  try {
    const claims = openToken(signer, hold.holdToken, { purposes: ['hold'], now });
    if (claims.bookingId === hold.bookingId) return claims;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'link_expired')
      throw new AppError('hold_expired', 'The hold has ended; choose a time again.', { cause: error });
  }
  throw new AppError('not_found', 'This hold is not known.');
};

/** The hold whose token the caller shows, if it is one and its time is not over: what is nothing needs not be given back. */
export const findHold = (
  signer: TokenSigner,
  hold: { bookingId: string; holdToken: string },
  now: number,
): TokenClaims<'hold'> | null => {
  try {
    return openHold(signer, hold, now);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
};
