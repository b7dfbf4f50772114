import type { Link } from '#web/api/schemas.ts';

type Gap = 'nobody' | 'some';
type Member = { id: string; makesMeetings: boolean };

const isAddress = (value: string): boolean => /^https?:\/\/\S+$/.test(value.trim());

/**
 * Whose bookings of a link for video meetings get no link to join: those of every host, or of some. Null when there is one
 * for each booking, made by the organisation's conference account or a calendar, or the address to fall back on.
 */
export const meetingGapOf = (
  link: Pick<Link, 'kind' | 'location'> & { hostIds: readonly string[] },
  { members, hasVendor }: { members: readonly Member[]; hasVendor: boolean },
): Gap | null => {
  if (link.location.kind !== 'video_meeting' || hasVendor || isAddress(link.location.value)) return null;
  const hosts = members.filter(({ id }) => link.hostIds.includes(id));
  const able = hosts.filter(({ makesMeetings }) => makesMeetings).length;
  if (hosts.length === 0 || able === hosts.length) return null;
  if (able === 0) return 'nobody';
  return link.kind === 'round_robin' ? 'some' : null;
};
