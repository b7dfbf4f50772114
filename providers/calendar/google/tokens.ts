import { gaxios, OAuth2Client } from 'google-auth-library';
import { ProviderFailure } from '#domain/provider-failure.ts';
import type { OnCredentials } from '#providers/auth.ts';
import type { GoogleCredentials } from './credentials.ts';
import type { GoogleConfig } from './env.ts';
import { toProviderFailure, vendor } from './failures.ts';

/** A token this close to its end (60 s) is refreshed first: it could end on the way. */
const earlyMs = 60_000;

/** Refreshes under way, by refresh token: one account never asks twice at once. */
export type RefreshesUnderWay = Map<string, Promise<GoogleCredentials>>;

/** One request per call: whoever calls us retries, and two retry ladders multiply. Loopback never goes by a proxy. */
function createTransport(config: GoogleConfig): gaxios.Gaxios {
  const transport = new gaxios.Gaxios({
    timeout: config.timeoutMs ?? 10_000,
    noProxy: ['127.0.0.1', 'localhost', '[::1]'],
  });
  transport.interceptors.request.add({
    resolved: async (prepared) => {
      prepared.retry = false;
      delete prepared.retryConfig;
      return prepared;
    },
  });
  return transport;
}

/** A client of the OAuth endpoints of `config`. */
export function createOauthClient(config: GoogleConfig, redirectUri?: string): OAuth2Client {
  return new OAuth2Client({
    clientId: config.clientId,
    clientSecret: config.clientSecret,
    ...(redirectUri === undefined ? {} : { redirectUri }),
    transporter: createTransport(config),
    eagerRefreshThresholdMillis: 0,
    endpoints: {
      oauth2AuthBaseUrl: config.authUrl,
      oauth2TokenUrl: config.tokenUrl,
      oauth2RevokeUrl: config.revokeUrl,
      oauth2FederatedSignonPemCertsUrl: config.certsUrl,
    },
  });
}

/** Keeps one account's access token usable; refreshed credentials are stored before they are used. */
export function createTokenKeeper(options: {
  config: GoogleConfig;
  credentials: GoogleCredentials;
  onCredentials: OnCredentials;
  underWay: RefreshesUnderWay;
}) {
  let current = options.credentials;
  const refresh = async (): Promise<string> => {
    const key = current.refreshToken;
    const running =
      options.underWay.get(key) ?? refreshCredentials(options.config, current, options.onCredentials);
    options.underWay.set(key, running);
    try {
      current = await running;
    } finally {
      if (options.underWay.get(key) === running) options.underWay.delete(key);
    }
    return current.accessToken;
  };
  return {
    async usable(): Promise<string> {
      if (current.accessToken !== '' && current.accessTokenExpiresAt - earlyMs > Date.now()) {
        return current.accessToken;
      }
      return refresh();
    },
    /** After a 401: a token newer than the refused one is used as it is. */
    async replace(refused: string): Promise<string> {
      return current.accessToken === refused ? refresh() : current.accessToken;
    },
  };
}

async function refreshCredentials(
  config: GoogleConfig,
  before: GoogleCredentials,
  onCredentials: OnCredentials,
): Promise<GoogleCredentials> {
  const client = createOauthClient(config);
  client.setCredentials({ refresh_token: before.refreshToken });
  const startedAt = Date.now();
  // The library puts the old refresh token back over a rotated one; the event still shows what was sent.
  let rotated: string | undefined;
  client.on('tokens', (tokens) => {
    rotated = tokens.refresh_token ?? undefined;
  });
  const { credentials } = await client.refreshAccessToken().catch((error: unknown) => {
    throw toProviderFailure(error, 'refresh', Date.now());
  });
  if (typeof credentials.access_token !== 'string') {
    throw new ProviderFailure(vendor, 'unavailable', { reason: 'unexpected_answer' });
  }
  const after: GoogleCredentials = {
    accessToken: credentials.access_token,
    refreshToken: rotated ?? before.refreshToken,
    accessTokenExpiresAt: credentials.expiry_date ?? startedAt,
    scopes: credentials.scope === undefined ? before.scopes : credentials.scope.split(' '),
  };
  try {
    await onCredentials(after);
  } catch (cause) {
    throw new ProviderFailure(vendor, 'unavailable', { reason: 'credentials_not_stored', cause });
  }
  return after;
}
