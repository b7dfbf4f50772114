import { setTimeout } from 'node:timers/promises';
import {
  type CircuitBreakerPolicy,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
  isBrokenCircuitError,
} from 'cockatiel';
import type { Database } from '#db/client.ts';
import { ProviderFailure } from '#domain/provider-failure.ts';
import type { IntegrationVendor } from '#domain/vendors.ts';
import type { Credentials, OnCredentials } from '#providers/auth.ts';
import { markNeedsReconnection } from '#services/calendar/mark-needs-reconnection.ts';
import {
  type IntegrationKey,
  type LoadedCredentials,
  loadCredentials,
  storeCredentials,
} from '#services/integration/credentials.ts';
import type { SecretBox } from '#services/secrets.ts';

/** A vendor, of whatever capability, whose accounts can be opened. */
type Opening<Client> = { open(credentials: Credentials, onCredentials: OnCredentials): Client };

/** The configured vendors of one capability. */
export type Registry<Provider> = { get(vendor: IntegrationVendor): Provider | undefined };

export type ClientDeps<Provider> = { db: Database; secrets: SecretBox; vendors: Registry<Provider> };

export type WithClient<Client, Provider> = <Result>(
  key: IntegrationKey,
  work: (client: Client, provider: Provider, credentials: Credentials) => Promise<Result>,
) => Promise<Result>;

/** An open circuit lets one call through after this long. */
const halfOpenAfterMs = 30_000;
const failuresToOpen = 5;

/** A vendor that asks to wait is there; how long to wait its answer says. */
const isOutage = (error: unknown): boolean =>
  error instanceof ProviderFailure && error.kind === 'unavailable';

/** What a circuit is for: one account's reading or writing. */
export type Circuit = { vendor: string; integrationId: string; kind: 'read' | 'write' };

/**
 * One circuit for each account and kind of call [BKG-9]: an account whose calls fail is not asked without pause, and others at
 * the same vendor go on, as does reading where only writing fails.
 */
export const createBreakers = () => {
  const circuits = new Map<string, CircuitBreakerPolicy>();
  return async <Result>(of: Circuit, call: () => Promise<Result>): Promise<Result> => {
    const key = `${of.integrationId}/${of.kind}`;
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
      throw new ProviderFailure(of.vendor, 'unavailable', {
        reason: 'circuit_open',
        retryAfterSeconds: halfOpenAfterMs / 1000,
      });
    }
  };
};

export type Guard = (kind: Circuit['kind'], call: () => Promise<unknown>) => Promise<unknown>;

/** By the names that ports give their calls. */
const usualWrites = /^(create|update|delete)[A-Z]/;

/** The same client, each of whose calls goes through `guard`. */
export const guardClient = <Client extends object>(
  client: Client,
  guard: Guard,
  writes: RegExp = usualWrites,
): Client =>
  new Proxy(client, {
    get: (target, name, receiver) => {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof name !== 'string' || typeof member !== 'function') return member;
      const kind = writes.test(name) ? 'write' : 'read';
      return (...of: unknown[]) => guard(kind, async () => member.apply(target, of));
    },
  });

/** Another process stores the tokens it refreshed within this time. */
const refreshUnderWayMs = 500;

/** What is stored now, when that is something else than `known`: refreshed by another process or by the owner. */
const loadNewer = async (
  deps: Pick<ClientDeps<unknown>, 'db' | 'secrets'>,
  key: IntegrationKey,
  known: string,
): Promise<LoadedCredentials | null> => {
  for (const waitMs of [0, refreshUnderWayMs]) {
    await setTimeout(waitMs);
    const loaded = await loadCredentials(deps.db, deps.secrets, key);
    if (loaded.sealed !== known) return loaded;
  }
  return null;
};

const isRevoked = (error: unknown): boolean => error instanceof ProviderFailure && error.kind === 'revoked';

/**
 * Opens the account of an integration for one piece of work. Refreshed credentials are stored before they are used; refused ones
 * are read again, as somebody else may have refreshed them meanwhile, and the work is done once more. A refusal for good
 * marks the integration and reaches the caller as `revoked`.
 */
export const createWithClient = <Client extends object, Provider>(
  deps: ClientDeps<Provider & Opening<Client>>,
): WithClient<Client, Provider & Opening<Client>> => {
  const guarded = createBreakers();
  return async (key, work) => {
    const first = await loadCredentials(deps.db, deps.secrets, key);
    const provider = deps.vendors.get(first.vendor);
    if (provider === undefined)
      throw new ProviderFailure(first.vendor, 'unavailable', { reason: 'not_configured' });
    let known = first.sealed;
    const attempt = ({ vendor, credentials, connectedAt, sealed }: LoadedCredentials) => {
      known = sealed;
      const held = credentials as Credentials;
      const client = provider.open(held, async (fresh) => {
        known = await storeCredentials(deps.db, deps.secrets, { ...key, connectedAt }, fresh);
      });
      const { integrationId } = key;
      const guard: Guard = (kind, call) => guarded({ vendor, integrationId, kind }, call);
      return work(guardClient(client, guard), provider, held);
    };
    try {
      return await attempt(first);
    } catch (error) {
      if (!isRevoked(error)) throw error;
      const newer = await loadNewer(deps, key, known);
      try {
        if (newer !== null) return await attempt(newer);
        throw error;
      } catch (last) {
        if (isRevoked(last))
          await markNeedsReconnection(deps.db, { ...key, connectedAt: (newer ?? first).connectedAt });
        throw last;
      }
    }
  };
};
