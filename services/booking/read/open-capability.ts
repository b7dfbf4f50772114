import { and, eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { bookings } from '#db/schema/booking.ts';
import { withTenant } from '#db/tenant.ts';
import type { TokenClaims, TokenPurpose } from '#domain/booking/capability.ts';
import { AppError } from '#domain/errors.ts';
import { openToken, type TokenSigner, tokenExpiry } from './manage-token.ts';

/** Until when what the token names still allows its purpose; 0 where that does not change. */
const expiryNow = async (db: Database, claims: TokenClaims): Promise<number> => {
  if (claims.purpose === 'hold' || claims.purpose === 'data') return 0;
  const { tenantId, bookingId, purpose } = claims;
  const [booking] = await withTenant(db, tenantId, (tx) =>
    tx
      .select({ startsAt: bookings.startsAt, endsAt: bookings.endsAt })
      .from(bookings)
      .where(and(eq(bookings.tenantId, tenantId), eq(bookings.id, bookingId))),
  );
  return booking === undefined ? 0 : tokenExpiry(purpose, booking);
};

/**
 * What a guest's token says when it is genuine, made for one of the purposes and its booking, wherever it has moved since,
 * still allows that; `not_found`, `link_expired` or `forbidden` otherwise. What a guest was sent first is good for as long
 * as what they were sent last.
 */
export const openCapability = async <Purpose extends TokenPurpose>(
  { db, signer }: { db: Database; signer: TokenSigner },
  token: string,
  { purposes, now }: { purposes: readonly Purpose[]; now: number },
): Promise<TokenClaims<Purpose>> => {
  const { expiresAt } = signer.read(token);
  if (expiresAt > now) return openToken(signer, token, { purposes, now });
  const claims = openToken(signer, token, { purposes, now: 0 });
  const movedTo = await expiryNow(db, claims);
  if (movedTo <= now) throw new AppError('link_expired', 'This link has expired.');
  return { ...claims, expiresAt: movedTo };
};
