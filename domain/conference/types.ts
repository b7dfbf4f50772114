/**
 * Where the address of a session's meeting comes from: the host wrote it into the link, the organisation's account at a
 * conference vendor makes it, the calendar of a host makes it, or nobody does and the host sends it.
 */
export const conferenceSources = ['own_link', 'vendor', 'calendar', 'none'] as const;
export type ConferenceSource = (typeof conferenceSources)[number];
