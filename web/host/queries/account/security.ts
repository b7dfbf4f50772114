import type {
  PublicKeyCredentialCreationOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/browser';
import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import type { Passkey, SecondFactorSetup } from '#web/api/schemas.ts';
import { api, bodyOf } from '../api.ts';
import { connectedQuery } from './registration.ts';

/** Has a link mailed to the address; it counts once the link was used. */
export const changeEmail = (email: string): Promise<unknown> =>
  bodyOf(api.put('/api/v1/me/email', { body: { email } }));

export const secondFactorQuery = queryOptions({
  queryKey: ['second-factor'],
  queryFn: ({ signal }) => bodyOf(api.get('/api/v1/me/second-factor', { signal })),
});

export const setUpSecondFactor = (): Promise<SecondFactorSetup> =>
  bodyOf(api.put('/api/v1/me/second-factor/setup', {}));

/** Answers the recovery codes, which are shown this once. */
export const enableSecondFactor = async (code: string): Promise<string[]> =>
  (await bodyOf(api.put('/api/v1/me/second-factor', { body: { code } }))).recoveryCodes;

export const renewRecoveryCodes = async (code: string): Promise<string[]> =>
  (await bodyOf(api.put('/api/v1/me/recovery-codes', { body: { code } }))).recoveryCodes;

export const disableSecondFactor = (code: string): Promise<unknown> =>
  bodyOf(api.post('/api/v1/me/second-factor/disable', { body: { code } }));

export const passkeysQuery = infiniteQueryOptions({
  queryKey: ['passkeys'],
  initialPageParam: '',
  queryFn: ({ signal, pageParam }) =>
    bodyOf(
      api.get('/api/v1/me/passkeys', {
        signal,
        params: { query: { limit: 10, ...(pageParam && { cursor: pageParam }) } },
      }),
    ),
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});

/** After a passkey came or went: which account elsewhere is the last way in depends on it. */
export const refreshWaysIn = async (queryClient: QueryClient): Promise<void> => {
  for (const { queryKey } of [passkeysQuery, connectedQuery])
    await queryClient.invalidateQueries({ queryKey });
};

export const beginPasskey = async (): Promise<PublicKeyCredentialCreationOptionsJSON> =>
  (await bodyOf(
    api.put('/api/v1/me/passkeys/challenge', {}),
  )) as unknown as PublicKeyCredentialCreationOptionsJSON;

export const addPasskey = (name: string, made: RegistrationResponseJSON): Promise<Passkey> => {
  const { clientDataJSON, attestationObject, transports = [] } = made.response;
  const { id, rawId } = made;
  const answer = { clientDataJSON, attestationObject, transports };
  const response = { id, rawId, type: 'public-key' as const, response: answer };
  return bodyOf(api.post('/api/v1/me/passkeys', { body: { name, response } }));
};

export const removePasskey = (passkeyId: string): Promise<unknown> =>
  bodyOf(api.delete('/api/v1/me/passkeys/{passkeyId}', { params: { path: { passkeyId } } }));
