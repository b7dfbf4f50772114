import type { QueryClient } from '@tanstack/react-query';
import { ApiError } from '../api.ts';
import { operatorQuery } from '../operator/operator.ts';
import { meQuery } from './account.ts';

/** Where whoever is signed in belongs: among members or, who is a member of nothing, among operators; null for nobody. */
export const findHome = async (queryClient: QueryClient): Promise<'member' | 'operator' | null> => {
  const known = (code: string) => (error: unknown) => {
    if (error instanceof ApiError && error.failure.code === code) return null;
    throw error;
  };
  if ((await queryClient.ensureQueryData(meQuery).catch(known('unauthenticated'))) !== null) return 'member';
  const isOperator = await queryClient
    .ensureQueryData(operatorQuery)
    .catch((error: unknown) => (error instanceof ApiError ? null : Promise.reject(error)));
  return isOperator === null ? null : 'operator';
};
