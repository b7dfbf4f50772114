import type { EffectName } from '#domain/effect/types.ts';

/** `open` while guests have places in it; `closed` once the last one has gone and its hosts have their time back. */
export const sessionStatuses = ['open', 'closed'] as const;
export type SessionStatus = (typeof sessionStatuses)[number];

/** What can keep a host's time. */
export const blockKinds = ['session', 'event', 'external', 'time_off'] as const;
export type BlockKind = (typeof blockKinds)[number];

/** A session that guests share, as its follower sees it: instants in epoch milliseconds, ids and enums. */
export type SessionView = {
  status: SessionStatus;
  startsAt: number;
  endsAt: number;
  capacity: number;
  taken: number;
  revision: number;
  hostIds: readonly string[];
  /** Effects that are owed, with their next try and the last failure. */
  effects: readonly { name: EffectName; tryAt: number; failure: string | null }[];
};
