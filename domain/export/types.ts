/** `open` while it is made, `ready` until it expires; after that there is none. */
export const exportStates = ['open', 'ready'] as const;
export type ExportState = (typeof exportStates)[number];

/** For how long a file can be downloaded. */
export const exportDays = 7;
