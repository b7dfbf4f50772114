import type { EffectName } from '#domain/effect/types.ts';
import { fallbackAddress, type Location } from '#domain/link/location.ts';
import type { ConferenceSource } from './types.ts';

/** Who could make a meeting for the hosts of a session. */
export type MeetingMakers = {
  /** The organisation has an account at a conference vendor. */
  vendor: boolean;
  /** Bookings of some host are written to a calendar that makes meetings. */
  calendar: boolean;
};

/**
 * The one rule where a session meets; null where it does not meet online. A vendor the organisation has connected comes
 * first, as it was chosen for that; then a calendar; then the address that the link falls back on.
 */
export const conferenceSourceOf = (place: Location, makers: MeetingMakers): ConferenceSource | null => {
  if (place.kind === 'custom_url') return 'own_link';
  if (place.kind !== 'video_meeting') return null;
  if (makers.vendor) return 'vendor';
  if (makers.calendar) return 'calendar';
  return fallbackAddress(place) === null ? 'none' : 'own_link';
};

/** The effect that brings the address of a meeting that is still to be made; null when nothing is to come. */
export const meetingEffectOf = (
  session: { conference: ConferenceSource | null; meetingUrl: string | null },
  { hasCalendar }: { hasCalendar: boolean },
): EffectName | null => {
  if (session.meetingUrl !== null || session.conference === null) return null;
  if (session.conference === 'vendor') return 'conference';
  // A calendar that was connected after the session was opened may still make one.
  return session.conference !== 'own_link' && hasCalendar ? 'calendar' : null;
};
