import {
  type CircuitBreakerPolicy,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
  isBrokenCircuitError,
} from 'cockatiel';
import type { Database } from '#db/client.ts';
import { ProviderError } from '#domain/provider-error.ts';
import type { CalendarVendor } from '#domain/vendors.ts';
import type { CalendarCredentials, CalendarProvider, CalendarSession } from '#providers/calendar/port.ts';
import {
  type ConnectionKey,
  loadCredentials,
  markNeedsReconnection,
  storeCredentials,
} from '#services/connection/credentials.ts';
import type { SecretBox } from '#services/secrets.ts';

export type CalendarRegistry = { get(vendor: CalendarVendor): CalendarProvider | undefined };

export type SessionDeps = { db: Database; secrets: SecretBox; calendars: CalendarRegistry };

export type WithSession = <Result>(
  key: ConnectionKey,
  work: (
    session: CalendarSession,
    provider: CalendarProvider,
    credentials: CalendarCredentials,
  ) => Promise<Result>,
) => Promise<Result>;

/** An open circuit lets one call through after this long. */
const halfOpenAfterMs = 30_000;
const failuresToOpen = 5;

const isOutage = (error: unknown): boolean =>
  error instanceof ProviderError && (error.kind === 'unavailable' || error.kind === 'throttled');

/** One circuit per vendor and tenant [BKG-9]: a dead provider is not hammered, and one tenant's trouble stays theirs. */
export const createBreakers = () => {
  const circuits = new Map<string, CircuitBreakerPolicy>();
  return async <Result>(vendor: string, tenantId: string, call: () => Promise<Result>): Promise<Result> => {
    const key = `${vendor}/${tenantId}`;
    const circuit =
      circuits.get(key) ??
      circuitBreaker(handleWhen(isOutage), {
        halfOpenAfter: halfOpenAfterMs,
        breaker: new ConsecutiveBreaker(failuresToOpen),
      });
    circuits.set(key, circuit);
    try {
      return await circuit.execute(call);
    } catch (error) {
      if (!isBrokenCircuitError(error)) throw error;
      throw new ProviderError(vendor, 'unavailable', {
        reason: 'circuit_open',
        retryAfterSeconds: halfOpenAfterMs / 1000,
      });
    }
  };
};

/**
 * Opens the account of a connection for one piece of work. Rotated tokens are stored before they are used; a refusal
 * for good marks the connection and reaches the caller as `revoked`.
 */
export const createWithSession = (deps: SessionDeps): WithSession => {
  const guarded = createBreakers();
  return async (key, work) => {
    const { vendor, credentials } = await loadCredentials(deps.db, deps.secrets, key);
    const provider = deps.calendars.get(vendor);
    if (provider === undefined) throw new ProviderError(vendor, 'unavailable', { reason: 'not_configured' });
    const held = credentials as CalendarCredentials;
    const session = provider.open(held, (fresh) => storeCredentials(deps.db, deps.secrets, key, fresh));
    try {
      return await guarded(vendor, key.tenantId, () => work(session, provider, held));
    } catch (error) {
      if (error instanceof ProviderError && error.kind === 'revoked')
        await markNeedsReconnection(deps.db, key);
      throw error;
    }
  };
};
