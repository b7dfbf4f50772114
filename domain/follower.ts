/** What a workflow follows: one for each kind and subject. */
export const followerKinds = [
  'booking',
  'payment',
  'reconciliation',
  'session',
  'notify',
  'calendar',
  'departure',
  'export',
  'account_deletion',
  'support',
  'domain',
  'tenant-deletion',
  'guest-erasure',
  'subscription',
] as const;
export type FollowerKind = (typeof followerKinds)[number];

/** Names a follower: ids only. */
export type Wakeup = { tenantId: string; kind: FollowerKind; subjectId: string };

/** One call of a follower: how new its row was. */
export type WakeupCall = Wakeup & { version: number };
