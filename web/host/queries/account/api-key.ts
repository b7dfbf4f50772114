import { infiniteQueryOptions } from '@tanstack/react-query';
import type { Attempts } from '#web/api/attempt.ts';
import type { ApiKey, ApiKeyInput, MadeApiKey } from '#web/api/schemas.ts';
import { api, bodyOf } from '../api.ts';
import { ofNouns } from '../touched.ts';

export const apiKeysKey = ['api-keys'] as const;
export type KeyOwner = ApiKey['owner'];

export const apiKeyListQuery = (owner: KeyOwner) =>
  infiniteQueryOptions({
    queryKey: [...apiKeysKey, owner],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) => {
      const options = {
        signal,
        params: { query: { limit: 25, ...(pageParam && { cursor: pageParam }) } },
      };
      return bodyOf(
        owner === 'me' ? api.get('/api/v1/api-keys', options) : api.get('/api/v1/tenant/api-keys', options),
      );
    },
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    meta: { touchedBy: ofNouns('api_key') },
  });

/** The answer is the only one that has the key itself. */
export const createApiKey = (attempt: Attempts, owner: KeyOwner, input: ApiKeyInput): Promise<MadeApiKey> =>
  bodyOf(
    attempt({ owner, input }, (key) => {
      const options = { params: { header: { 'Idempotency-Key': key } }, body: input };
      return owner === 'me'
        ? api.post('/api/v1/api-keys', options)
        : api.post('/api/v1/tenant/api-keys', options);
    }),
  );

export const rotateApiKey = (
  attempt: Attempts,
  apiKeyId: string,
  overlapHours: number,
): Promise<MadeApiKey> =>
  bodyOf(
    attempt({ apiKeyId, overlapHours }, (key) =>
      api.post('/api/v1/api-keys/{apiKeyId}/rotate', {
        params: { path: { apiKeyId }, header: { 'Idempotency-Key': key } },
        body: { overlapHours },
      }),
    ),
  );

export const renameApiKey = (apiKeyId: string, name: string): Promise<ApiKey> =>
  bodyOf(api.patch('/api/v1/api-keys/{apiKeyId}', { params: { path: { apiKeyId } }, body: { name } }));

export const revokeApiKey = (apiKeyId: string): Promise<unknown> =>
  bodyOf(api.delete('/api/v1/api-keys/{apiKeyId}', { params: { path: { apiKeyId } } }));
