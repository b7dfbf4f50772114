import { CodeChallengeMethod } from 'google-auth-library';
import { ProviderFailure } from '#domain/provider-failure.ts';
import type { Credentials, Granted, OauthAuth, VendorAccount } from '#providers/auth.ts';
import type { Env } from '#providers/manifest.ts';
import type { CalendarProvider } from '../port.ts';
import { openGoogleClient } from './client.ts';
import { readCredentials } from './credentials.ts';
import { type GoogleConfig, parseGoogleEnv } from './env.ts';
import { toProviderFailure, vendor } from './failures.ts';
import { createOauthClient, type RefreshesUnderWay } from './tokens.ts';

/** Without these nothing works; people can untick each of them on the consent page. */
const neededScopes = [
  'https://www.googleapis.com/auth/calendar.events',
  'https://www.googleapis.com/auth/calendar.calendarlist.readonly',
] as const;
const requestedScopes = ['openid', 'email', ...neededScopes];

/** The vendor as the environment configures it; `null` while it is off. Throws an `Error` naming every wrong key. */
export function openGoogle(env: Env): CalendarProvider | null {
  const config = parseGoogleEnv(env);
  return config === null ? null : createGoogleCalendarProvider(config);
}

/**
 * The vendor's calendars by its official SDK. Every call ends after `config.timeoutMs`, is sent once (401 apart:
 * one refresh, one repeat) and throws only `ProviderFailure`.
 */
export function createGoogleCalendarProvider(config: GoogleConfig): CalendarProvider & { auth: OauthAuth } {
  const underWay: RefreshesUnderWay = new Map();
  return {
    vendor,
    auth: {
      kind: 'oauth',
      authorizationUrl: ({ state, codeChallenge, redirectUri, loginHint }) =>
        createOauthClient(config, redirectUri).generateAuthUrl({
          access_type: 'offline',
          // Only a consent that is asked again yields a refresh token again; without a choice nobody adds a second account.
          prompt: 'consent select_account',
          scope: requestedScopes,
          state,
          code_challenge: codeChallenge,
          code_challenge_method: CodeChallengeMethod.S256,
          ...(loginHint === undefined ? {} : { login_hint: loginHint }),
        }),
      exchangeCode: (request) => exchangeCode(config, request),
    },
    revoke: (credentials) => revoke(config, credentials),
    open: (credentials, onCredentials) =>
      openGoogleClient({ config, credentials: readCredentials(credentials), onCredentials, underWay }),
  };
}

async function exchangeCode(
  config: GoogleConfig,
  request: { code: string; codeVerifier: string; redirectUri: string },
): Promise<Granted> {
  const client = createOauthClient(config, request.redirectUri);
  const startedAt = Date.now();
  const { tokens } = await client
    .getToken({ code: request.code, codeVerifier: request.codeVerifier })
    .catch((error: unknown) => {
      throw toProviderFailure(error, 'code', Date.now());
    });
  const scopes = (tokens.scope ?? '').split(' ');
  if (!neededScopes.every((scope) => scopes.includes(scope))) {
    throw new ProviderFailure(vendor, 'invalid', { reason: 'insufficient_scopes' });
  }
  if (typeof tokens.access_token !== 'string' || typeof tokens.refresh_token !== 'string') {
    throw new ProviderFailure(vendor, 'invalid', { reason: 'no_lasting_access' });
  }
  return {
    credentials: {
      accessToken: tokens.access_token,
      refreshToken: tokens.refresh_token,
      accessTokenExpiresAt: tokens.expiry_date ?? startedAt,
      scopes,
    },
    account: await readAccount(config, tokens.id_token),
  };
}

/** Who connected: the signed token's subject stays the same when the e-mail address changes. */
async function readAccount(config: GoogleConfig, idToken: string | null | undefined): Promise<VendorAccount> {
  const client = createOauthClient(config);
  // Fetched apart from the check: an unreachable endpoint may be tried again, a bad signature may not.
  await client.getFederatedSignonCertsAsync().catch((error: unknown) => {
    throw toProviderFailure(error, 'api', Date.now());
  });
  const payload = await client
    .verifyIdToken({ idToken: idToken ?? '', audience: config.clientId })
    .then((ticket) => ticket.getPayload())
    .catch(() => undefined);
  if (payload?.email === undefined) {
    throw new ProviderFailure(vendor, 'invalid', { reason: 'identity_not_proven' });
  }
  return { externalAccountId: payload.sub, label: payload.email };
}

async function revoke(config: GoogleConfig, credentials: Credentials): Promise<void> {
  try {
    await createOauthClient(config).revokeToken(readCredentials(credentials).refreshToken);
  } catch (error) {
    const failure = toProviderFailure(error, 'revoke', Date.now());
    if (failure.kind !== 'revoked') throw failure;
  }
}
