import type { HttpBindings } from '@hono/node-server';
import type { SignedInUser } from '#services/account/identity.ts';
import type { Site } from '#services/domain/sites.ts';
import type { Logger } from '#services/log.ts';

/** What travels with a request. */
type Variables = {
  requestId: string;
  /** The caller's address as far as it can be trusted. */
  address: string;
  /** Route pattern for logs and metrics; never the path. */
  route: string;
  log: Logger;
  /** What the request's host stands for. */
  site?: Site;
  tenantId?: string;
  /** Whose sign-in the request carries. */
  signedIn?: SignedInUser;
  /** The booking the request is about, or made. */
  bookingId?: string;
  /** What is left of the rate limit that is nearest to its end. */
  limitLeft?: number;
  /** Set by the problem renderer. */
  problemCode?: string;
};

export type AppEnv = { Bindings: Partial<HttpBindings>; Variables: Variables };
