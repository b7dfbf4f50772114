import type { QueryClient } from '@tanstack/react-query';
import { ApiError } from '../api.ts';
import { operatorQuery } from '../operator/operator.ts';
import { meQuery } from './account.ts';

/** What is loaded, or the code with which it is refused where that says who somebody is. */
const loadedOr = async <Code extends string>(
  loading: Promise<unknown>,
  codes: readonly Code[],
): Promise<Code | 'loaded'> => {
  try {
    await loading;
    return 'loaded';
  } catch (error) {
    const code = error instanceof ApiError ? codes.find((each) => each === error.failure.code) : undefined;
    if (code === undefined) throw error;
    return code;
  }
};

/** Where whoever is signed in belongs: among members or, who is a member of nothing, among operators or nowhere; null for nobody. */
export const findHome = async (
  queryClient: QueryClient,
): Promise<'member' | 'operator' | 'nowhere' | null> => {
  const me = await loadedOr(queryClient.ensureQueryData(meQuery), ['unauthenticated', 'no_membership']);
  if (me === 'loaded') return 'member';
  if (me === 'unauthenticated') return null;
  const operating = await loadedOr(queryClient.ensureQueryData(operatorQuery), ['forbidden']);
  return operating === 'loaded' ? 'operator' : 'nowhere';
};
