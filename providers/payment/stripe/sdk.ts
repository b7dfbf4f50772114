import Stripe from 'stripe';
import { z } from 'zod';
import { failureBecause } from '#domain/provider-failure.ts';
import { serverOf } from '#providers/env.ts';
import { type Api, StoredFailure } from './api.ts';
import { type StripeConfig, vendor } from './env.ts';
import { failureOfStatus, isStored, toProviderFailure } from './failures.ts';

const defaultTimeoutMs = 15_000;

const Answered = z.object({
  lastResponse: z.object({ statusCode: z.number(), headers: z.record(z.string(), z.unknown()) }),
});

/** The vendor's API by the real SDK, with one key, for one of its connected accounts if one is named. */
export function openApi(config: StripeConfig, key: string, account: string | undefined): Api {
  const stripe = connect(config, key, account);
  const server = serverOf(config.baseUrl);
  return {
    server,
    async call(schema, perform, kind = 'read') {
      let answer: unknown;
      try {
        answer = await perform(stripe);
      } catch (error) {
        const failure = toProviderFailure(error, kind, server);
        throw isStored(error) ? new StoredFailure(vendor, failure.kind, failure) : failure;
      }
      const { statusCode, headers } = Answered.safeParse(answer).data?.lastResponse ?? {};
      if (statusCode !== undefined && statusCode >= 400) throw failureOfStatus(statusCode, server);
      const parsed = schema.safeParse(answer);
      if (!parsed.success) throw failureBecause(vendor, 'unexpected_answer', { server });
      return { ...parsed.data, isReplayed: headers?.['idempotent-replayed'] === 'true' };
    },
  };
}

function connect(config: StripeConfig, key: string, account: string | undefined): Stripe {
  const { hostname, port, protocol } = new URL(config.baseUrl);
  const isPlain = protocol === 'http:';
  return new Stripe(key, {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (isPlain ? 80 : 443) : Number(port),
    protocol: isPlain ? 'http' : 'https',
    httpClient: quietHttp(),
    // Whoever calls repeats under the same key; together with repeats here it would be too many.
    maxNetworkRetries: 0,
    telemetry: false,
    timeout: config.timeoutMs ?? defaultTimeoutMs,
    ...(account === undefined ? {} : { stripeContext: account }),
  });
}

/** The SDK prints what a test account is advised of; it is meant for whoever writes code, not for our log. */
function quietHttp(): ReturnType<typeof Stripe.createNodeHttpClient> {
  const client = Stripe.createNodeHttpClient();
  const send = client.makeRequest.bind(client);
  client.makeRequest = async (...request) => {
    const response = await send(...request);
    delete response.getHeaders()['stripe-notice'];
    return response;
  };
  return client;
}
