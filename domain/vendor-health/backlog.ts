/**
 * What is not as it should be with accounts at vendors: one that has to be connected again, a push channel that was not renewed in
 * time, a calendar that was not read in time.
 */
export const backlogKinds = ['account', 'channel', 'calendar'] as const;
export type BacklogKind = (typeof backlogKinds)[number];
