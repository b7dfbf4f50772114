import { queryOptions, useQuery } from '@tanstack/react-query';
import { unreachable } from '#web/api/failure.ts';
import type { ConnectedSignIn } from '#web/api/schemas.ts';
import type { Language } from '#web/i18n/languages.ts';
import { ApiError, api, bodyOf } from '../api.ts';
import { askAuth } from './account.ts';

export type IdentityVendor = ConnectedSignIn['vendor'];

type Ways = { registration: boolean; vendors: { vendor: IdentityVendor; canConfirm: boolean }[] };

const readAuth = async <Answer>(name: string): Promise<Answer> => {
  try {
    const answer = await fetch(`/api/auth/${name}`, { credentials: 'same-origin' });
    return (await answer.json()) as Answer;
  } catch {
    throw new ApiError(unreachable);
  }
};

/** Whether everybody may register here, and with which providers people sign in. */
export const waysQuery = queryOptions({
  queryKey: ['ways-in'],
  queryFn: () => readAuth<Ways>('ways'),
  staleTime: Infinity,
});
export const useWays = () => useQuery(waysQuery);

/** Under which address the browser is signed in, a member of something or not; null for nobody. */
export const signedInQuery = queryOptions({
  queryKey: ['signed-in'],
  queryFn: async () => {
    const session = await readAuth<{ user?: { email: string } } | null>('get-session');
    return { email: session?.user?.email ?? null };
  },
});

type Zone = { timeZone: string; locale: Language };
/** The organisation of one's own, and whose it is. */
export type OwnTenant = { name: string; tenantName: string; handle: string };

export const askRegistration = (body: OwnTenant & Zone & { email: string; password: string }) =>
  askAuth<object>('register', body);

export const sendRegistrationAgain = () => askAuth<{ nextMailAt: string }>('register/again', {});

export type OpenRegistration = {
  email: string;
  name: string;
  tenantName: string;
  handle: string;
  isHandleTaken: boolean;
  /** It was made in another browser. */
  asksPassword: boolean;
  invitedBy: string | null;
};

/** Refused with `link_expired` and its reason, or `not_found`, when the link does not work (any more). */
export const openRegistrationQuery = (token: string) =>
  queryOptions({
    queryKey: ['registration', token],
    queryFn: () => askAuth<OpenRegistration>('register/open', { token }),
    retry: false,
    staleTime: Infinity,
  });

/** Signs in as well. */
export const confirmRegistration = (body: { token: string; password?: string; handle?: string }) =>
  askAuth<object>('register/confirm', body);

export const newcomerQuery = (token: string) =>
  queryOptions({
    queryKey: ['newcomer', token],
    queryFn: () =>
      askAuth<{ email: string; name: string; vendor: IdentityVendor }>('register/vendor/open', { token }),
    retry: false,
    staleTime: Infinity,
  });

/** Signs in as well. */
export const registerNewcomer = (body: OwnTenant & Zone & { token: string }) =>
  askAuth<object>('register/vendor', body);

/** Where the browser goes to sign in at a provider, or to show there once more that it is the host. */
export const visitVendor = (
  body: { vendor: IdentityVendor; purpose: 'sign_in' | 'confirm'; redirect?: string } & Zone,
) => askAuth<{ url: string }>('sign-in/vendor', body);

export const connectedQuery = queryOptions({
  queryKey: ['connected-sign-ins'],
  queryFn: ({ signal }) => bodyOf(api.get('/api/v1/me/connected-sign-ins', { signal })),
});

export const connectSignIn = (vendor: IdentityVendor) =>
  bodyOf(api.post('/api/v1/me/connected-sign-ins/{vendor}', { params: { path: { vendor } } }));

export const disconnectSignIn = (vendor: IdentityVendor) =>
  bodyOf(api.delete('/api/v1/me/connected-sign-ins/{vendor}', { params: { path: { vendor } } }));
