import { queryOptions } from '@tanstack/react-query';
import { allPages, api, bodyOf, done } from './client.ts';
import { ApiError, unreachable } from './problem.ts';

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/me', { signal })),
  staleTime: 5 * 60_000,
});

/** Lets this sign-in act in another organisation of the person from now on. */
export const switchTenant = (tenantId: string) =>
  bodyOf(api.PUT('/api/v1/me/tenant', { body: { tenantId } }));

export const membersQuery = queryOptions({
  queryKey: ['members'],
  queryFn: ({ signal }) =>
    allPages((cursor) =>
      bodyOf(
        api.GET('/api/v1/members', { signal, params: { query: { limit: 100, ...(cursor && { cursor }) } } }),
      ),
    ),
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
    throw unreachable();
  }
};

const codeOfSignIn = (status: number): string => {
  if (status === 401 || status === 400 || status === 422) return 'wrong_credentials';
  if (status === 403) return 'sign_in_refused';
  if (status === 429) return 'rate_limited';
  return status >= 502 ? 'temporarily_unavailable' : 'internal';
};

/** Sets the session cookie; throws `ApiError` with `wrong_credentials` for an unknown address as for a wrong password. */
export const signIn = async (credentials: { email: string; password: string }): Promise<void> => {
  const answer = await postAuth('sign-in/email', credentials);
  if (answer.ok) return;
  const seconds = Number(answer.headers.get('retry-after') ?? answer.headers.get('x-retry-after') ?? '');
  throw new ApiError({
    code: codeOfSignIn(answer.status),
    status: answer.status,
    retryable: answer.status === 429 || answer.status >= 500,
    retryAfterSeconds: seconds > 0 ? seconds : undefined,
  });
};

/** Ends the session on the server. */
export const signOut = async (): Promise<void> => {
  const answer = await postAuth('sign-out', {});
  if (!answer.ok && answer.status !== 401) {
    await done(Promise.resolve({ response: answer, error: undefined }));
  }
};
