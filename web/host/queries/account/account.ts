import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { queryOptions } from '@tanstack/react-query';
import { failureOf, readFailure, unreachable } from '#web/api/failure.ts';
import { ApiError, allPages, api, bodyOf, showTenant } from '../api.ts';
import { ofNouns } from '../touched.ts';

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }) => {
    const me = await bodyOf(api.get('/api/v1/me', { signal }));
    showTenant(me.tenant.id);
    return me;
  },
  meta: { touchedBy: ofNouns('member', 'tenant', 'subscription') },
  staleTime: 5 * 60_000,
});

/** Lets this sign-in act in another organisation of the person from now on. */
export const switchTenant = (tenantId: string) =>
  bodyOf(api.put('/api/v1/me/tenant', { body: { tenantId } }));

export const membersKey = ['members'] as const;

export const membersQuery = queryOptions({
  queryKey: [...membersKey, 'active'],
  queryFn: ({ signal }) =>
    allPages((cursor) =>
      api.get('/api/v1/members', { signal, params: { query: { limit: 100, ...cursor } } }),
    ),
  // A calendar that is connected meanwhile may make meetings.
  meta: { touchedBy: ofNouns('integration', 'calendar', 'member') },
  staleTime: 5 * 60_000,
});

const postAuth = async (path: string, body: object): Promise<Response> => {
  try {
    return await fetch(`/api/auth/${path}`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
    });
  } catch {
    throw new ApiError(unreachable);
  }
};

const codeOfSignIn = (status: number): string => {
  if (status === 401 || status === 400 || status === 422) return 'wrong_credentials';
  if (status === 403) return 'sign_in_refused';
  if (status === 429) return 'rate_limited';
  return status >= 502 ? 'temporarily_unavailable' : 'internal';
};

/** By what somebody shows that it is them. */
export type Shown = { password: string } | { code: string } | { passkey: AuthenticationResponseJSON };

type SignedIn = { secondFactor?: { token: string } };

/**
 * Sets the cookie of the sign-in and answers null, or a token with which a one-time code has to be sent first; throws `ApiError`
 * with `wrong_credentials` for an unknown address as for a wrong password.
 */
export const signIn = async (credentials: { email: string; password: string }): Promise<string | null> => {
  const answer = await postAuth('sign-in/email', credentials);
  const { ok, status, headers } = answer;
  // Whoever has signed in may act in another organisation.
  if (ok) showTenant(null);
  if (ok) return ((await answer.json()) as SignedIn).secondFactor?.token ?? null;
  const seconds = Number(headers.get('retry-after') ?? headers.get('x-retry-after'));
  throw new ApiError({
    ...failureOf(codeOfSignIn(status), status, status === 429 || status >= 500),
    retryAfterSeconds: seconds > 0 ? seconds : null,
  });
};

/** Ends the sign-in on the server. */
export const signOut = async (): Promise<void> => {
  const { ok, status } = await postAuth('sign-out', {});
  showTenant(null);
  if (!ok && status !== 401) throw new ApiError(failureOf('temporarily_unavailable', status, true));
};

/** Shows once more that it is the host: what needs that may be done for ten minutes. */
export const confirmSignIn = (shown: Shown): Promise<void> => postOwn('confirm', shown);

/** The second half of a sign-in; refused with `unauthenticated` when the first one is over. */
export const signInByCode = async (body: { token: string; code: string }): Promise<void> => {
  await postOwn('sign-in/code', body);
  showTenant(null);
};

/** Signs in whoever has the passkey; refused with `unauthenticated` for one that does not work here. */
export const signInByPasskey = async (response: AuthenticationResponseJSON): Promise<void> => {
  await postOwn('sign-in/passkey', { response });
  showTenant(null);
};

/** What a browser needs to ask for a passkey. */
export const passkeyChallenge = async (): Promise<PublicKeyCredentialRequestOptionsJSON> => {
  const answer = await postAuth('sign-in/passkey-challenge', {});
  const body: unknown = await answer.json().catch(() => undefined);
  if (!answer.ok) throw new ApiError(readFailure(answer, body));
  return body as PublicKeyCredentialRequestOptionsJSON;
};

/** The answer's body; throws `ApiError` with what the API says, beside which fields. */
export const askAuth = async <Answer>(name: string, body: object): Promise<Answer> => {
  const answer = await postAuth(name, body);
  const read: unknown = await answer.json().catch(() => undefined);
  if (!answer.ok) throw new ApiError(readFailure(answer, read));
  return read as Answer;
};

/** Throws `ApiError` with what the API says, beside which fields. */
const postOwn = async (name: string, body: object): Promise<void> => {
  const answer = await postAuth(name, body);
  if (!answer.ok) throw new ApiError(readFailure(answer, await answer.json().catch(() => undefined)));
};

export const changePassword = (body: { currentPassword: string; newPassword: string }): Promise<void> =>
  postOwn('change-password', body);

/** Has a link to choose a new password mailed; succeeds whether or not anybody has the address. */
export const requestPasswordReset = (email: string): Promise<void> =>
  postOwn('request-password-reset', { email });

/** What the link in a mail does. */
export type MailedLink = 'verify-email' | 'undo-email-change' | 'keep-account';

/** Confirms a new address, takes the change back, or keeps an account; refused with `link_expired` or `not_found` when the link does not work (any more). */
export const redeemEmailLink = (what: MailedLink, token: string): Promise<void> => postOwn(what, { token });

/** Whether a link to choose a new password works still; fails with `link_expired` or `not_found` when it does not. */
export const resetLinkQuery = (token: string) =>
  queryOptions({
    queryKey: ['reset-link', token],
    queryFn: async () => {
      await postOwn('open-reset-link', { token });
      return true;
    },
    staleTime: Infinity,
    retry: false,
  });

/** Refused with `link_expired` or `not_found` when the link does not work (any more). */
export const resetPassword = (body: { token: string; password: string }): Promise<void> =>
  postOwn('reset-password', body);
