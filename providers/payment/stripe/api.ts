import type Stripe from 'stripe';
import type { z } from 'zod';
import { ProviderFailure } from '#domain/provider-failure.ts';

/** What a call is about: the same status means different things. */
export type CallKind = 'read' | 'write' | 'refund' | 'reservation';

/** The vendor's API, opened with one key. */
export type Api = {
  /** Who is asked, `host:port`. */
  server: string | undefined;
  /** One call; its answer is what the schema says, or the call has failed. */
  call<T>(
    schema: z.ZodType<T>,
    perform: (stripe: Stripe) => Promise<unknown>,
    kind?: CallKind,
  ): Promise<T & { isReplayed: boolean }>;
};

/** A failure that the vendor keeps under the key it happened with. */
export class StoredFailure extends ProviderFailure {}
