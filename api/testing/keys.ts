import { randomBytes } from 'node:crypto';
import { newId } from '#db/new-id.ts';
import { apiKeys } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import type { Permission } from '#domain/member/permissions.ts';
import { hashOfKey, keyTextOf, secretBytes } from '#services/api-key/key-text.ts';
import type { Api, SignedIn } from './harness.ts';

export type PlantedKey = {
  tenantId: string;
  /** Whom it acts as; null for the organisation's. */
  memberId: string | null;
  createdBy: string;
  scopes: readonly Permission[];
  expiresAt?: number;
  revokedAt?: number;
};

/** What a program sends instead of a sign-in. */
export const asKey = (token: string): SignedIn => ({ email: '', token, cookie: '' });

/** A key that is there, however many there are already. */
export const plantKey = async (
  { db }: Pick<Api, 'db'>,
  { scopes, ...values }: PlantedKey,
): Promise<SignedIn & { id: string }> => {
  const id = newId('apiKey');
  const text = keyTextOf(id, randomBytes(secretBytes));
  await withTenant(db, values.tenantId, (tx) =>
    tx
      .insert(apiKeys)
      .values({ ...values, id, name: 'A program', scopes: [...scopes], keyHash: hashOfKey(text) }),
  );
  return { ...asKey(text), id };
};
