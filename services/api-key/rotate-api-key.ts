import { and, eq } from 'drizzle-orm';
import { apiKeys } from '#db/schema/tenant.ts';
import { keyStateOf } from '#domain/api-key/state.ts';
import { AppError } from '#domain/errors.ts';
import { audit } from '#services/audit.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { inCommand } from '#services/idempotency.ts';
import type { SignedText } from '#services/signed-text.ts';
import type { MadeKey } from './create-api-key.ts';
import { hashOfKey } from './key-text.ts';
import { makeKey } from './make-key.ts';
import { lockKey, viewKey } from './present-key.ts';

const hourMs = 60 * 60_000;

/**
 * Replaces the secret of a key; the one before is good for as long as is asked. `key_ended` for one that has expired or was
 * revoked: what ended does not begin again.
 */
export const rotateApiKey = async (
  ctx: ServiceContext,
  signed: SignedText,
  input: { apiKeyId: string; overlapHours: number },
): Promise<MadeKey> => {
  requirePermission(ctx, 'api_keys.write');
  return inCommand(ctx, {
    run: async (tx) => {
      const row = await lockKey(tx, ctx, input.apiKeyId, 'change');
      const now = ctx.now();
      if (keyStateOf(row, now) !== 'active')
        throw new AppError('key_ended', 'Create a new key: this one has ended.');
      const key = makeKey(ctx, signed, row.id);
      const hasFormer = input.overlapHours > 0;
      await tx
        .update(apiKeys)
        .set({
          keyHash: hashOfKey(key),
          formerHash: hasFormer ? row.keyHash : null,
          formerUntil: hasFormer ? now + input.overlapHours * hourMs : null,
        })
        .where(and(eq(apiKeys.tenantId, ctx.tenantId), eq(apiKeys.id, row.id)));
      const after = { overlapHours: input.overlapHours };
      await audit(tx, ctx, { action: 'api_key.rotate', targetKind: 'api_key', targetId: row.id, after });
      return { subjectId: row.id, answer: { ...(await viewKey(tx, ctx, row.id)), key } };
    },
    replay: async (tx, id) => ({ ...(await viewKey(tx, ctx, id)), key: makeKey(ctx, signed, id) }),
  });
};
