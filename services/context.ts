import type { Database } from '#db/client.ts';
import type { IdKind } from '#domain/ids.ts';

export type MemberRole = 'owner' | 'admin' | 'host' | 'viewer';

export type Actor =
  | { kind: 'guest' }
  | {
      kind: 'member';
      memberId: string;
      userId: string;
      role: MemberRole;
      name: string;
      /** The sign-in the request belongs to. */
      sessionId?: string;
    }
  | { kind: 'system' };

/** What every verb gets: whose data, on whose behalf, and the only clock. */
export type ServiceContext = {
  db: Database;
  tenantId: string;
  actor: Actor;
  /** Epoch milliseconds. */
  now: () => number;
  newId: (kind: IdKind) => string;
  requestId?: string;
  /** Shortened caller address for the audit log (/24 or /48), never the full one. */
  addressPrefix?: string;
};
