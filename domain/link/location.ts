import type { LocationKind } from './types.ts';

const isAddress = (value: string): boolean => /^https?:\/\/\S+$/.test(value);

/** What a host wrote about a place. */
export type Location = { kind: LocationKind; value: string };

/** Where a video meeting takes place when no calendar can make one: the address the host gave, null without one. */
export const fallbackAddress = ({ kind, value }: Location): string | null =>
  kind === 'video_meeting' && isAddress(value) ? value : null;

/** The host's words for people to read. An address to fall back on is none: guests see it only as the link they join by. */
export const placeWords = (location: Location): string =>
  fallbackAddress(location) === null ? location.value : '';
