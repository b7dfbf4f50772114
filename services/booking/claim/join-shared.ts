import type { Transaction } from '#db/client.ts';
import type { ConferenceSource } from '#domain/conference/types.ts';
import { freeBlocks, keepBlocks, type SessionKey } from '#services/session/blocks.ts';
import { findShared } from '#services/session/find-shared.ts';
import { claimTime, insertShared, type SessionTime } from '#services/session/open-session.ts';
import { freePlaces, lockSession, takePlaces } from '#services/session/seats.ts';
import { freeEndedPlaces } from './free-ended-places.ts';

/** Where a party has its places now, and where it meets. */
export type Joined = { sessionId: string; meetingUrl: string | null; conference: ConferenceSource | null };

/** The session a time would open, once it is open. */
export const joinedNew = ({ session }: SessionTime): Joined => ({
  sessionId: session.id,
  meetingUrl: session.meetingUrl ?? null,
  conference: session.conference ?? null,
});

export type Party = { bookingId: string; places: number };

/** Opens the session for its first guests; false when its time is not free, or somebody else opens it at this moment. */
const open = async (tx: Transaction, time: SessionTime): Promise<boolean> => {
  if (!(await claimTime(tx, time))) return false;
  if (await insertShared(tx, time)) return true;
  await freeBlocks(tx, { tenantId: time.session.tenantId, sessionId: time.session.id });
  return false;
};

const join = async (
  tx: Transaction,
  key: SessionKey,
  { holdUntil, now }: SessionTime,
  { bookingId, places }: Party,
): Promise<boolean> => {
  await freeEndedPlaces(tx, key, now);
  if (!(await takePlaces(tx, key, { places, now }))) return false;
  if (await keepBlocks(tx, key, { bookingId, holdUntil })) return true;
  await freePlaces(tx, key, { bookingIds: [bookingId], places, now });
  return false;
};

/** Somebody may open or close the session between a look and the attempt. */
const mostTries = 3;

/**
 * Gives a party places at a time of a group link: in the session that is there, or in a new one. Answers which; null, with
 * nothing taken, when there are not enough places left or the time is not free.
 */
export const joinShared = async (
  tx: Transaction,
  time: SessionTime,
  party: Party,
): Promise<Joined | null> => {
  const { session, now } = time;
  const at = { tenantId: session.tenantId, linkId: session.linkId, start: session.startsAt };
  for (let tries = 0; tries < mostTries; tries += 1) {
    const known = await findShared(tx, at, now);
    if (known === null) {
      if (await open(tx, time)) return joinedNew(time);
      continue;
    }
    if (known.endsAt !== session.endsAt || known.placesLeft < party.places) return null;
    const key = { tenantId: session.tenantId, sessionId: known.sessionId };
    if (await join(tx, key, time, party)) return known;
  }
  return null;
};

/** Before a party moves from one session to another: both are locked in order, so that two who swap do not wait for each other. */
export const lockForMove = async (tx: Transaction, time: SessionTime, from: SessionKey): Promise<void> => {
  const { session, now } = time;
  const at = { tenantId: session.tenantId, linkId: session.linkId, start: session.startsAt };
  const known = await findShared(tx, at, now);
  if (known !== null)
    await freeEndedPlaces(tx, { tenantId: session.tenantId, sessionId: known.sessionId }, now);
  const ids = [from.sessionId, ...(known === null ? [] : [known.sessionId])].toSorted();
  for (const sessionId of ids) await lockSession(tx, { tenantId: session.tenantId, sessionId });
};
