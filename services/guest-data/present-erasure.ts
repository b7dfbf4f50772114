import { stageOf } from '#domain/guest-data/types.ts';
import type { ErasureRow } from './load-request.ts';

/** How far an erasure is, and since when (contract `GuestErasure`). */
export const presentErasure = ({ state, createdAt, erasedAt }: Omit<ErasureRow, 'email'>) => ({
  stage: stageOf(state),
  at: new Date(erasedAt ?? createdAt).toISOString(),
});
