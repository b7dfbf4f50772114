import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { fallbackAddress } from '#domain/link/location.ts';
import type { LocationKind } from '#domain/link/types.ts';
import { makesMeetings } from '#services/integration/meeting-calendars.ts';

/**
 * Where a booking takes place from the start: at the address its link falls back on, when no host has a calendar that can
 * make a meeting; null otherwise. It stays there, so that guest and host never wait in two places.
 */
export const ownMeetingUrl = async (
  tx: Transaction,
  { locationKind, locationValue }: { locationKind: LocationKind; locationValue: string },
  hostIds: readonly string[],
): Promise<string | null> => {
  const address = fallbackAddress({ kind: locationKind, value: locationValue });
  if (address === null) return null;
  const [row] = await tx.select({ found: makesMeetings(sql`${[...hostIds]}`) }).from(sql`(select 1) one`);
  return row?.found === true ? null : address;
};
