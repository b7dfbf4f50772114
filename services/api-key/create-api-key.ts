import { and, eq, gt, isNull, or, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { apiKeys } from '#db/schema/tenant.ts';
import { mostKeys, tenantKeyScope } from '#domain/api-key/scopes.ts';
import { AppError, type FieldError } from '#domain/errors.ts';
import type { Permission } from '#domain/member/permissions.ts';
import { audit } from '#services/audit.ts';
import { isPermitted, type MemberActor, requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { inCommand } from '#services/idempotency.ts';
import type { SignedText } from '#services/signed-text.ts';
import { hashOfKey } from './key-text.ts';
import { makeKey } from './make-key.ts';
import { type ApiKeyView, viewKey } from './present-key.ts';

export type KeyInput = { name: string; scopes: readonly Permission[]; expiresAt: string | null };
export type MadeKey = ApiKeyView & { key: string };

const checkInput = (
  { name: _name, scopes, expiresAt }: KeyInput,
  { by, isTenants, now }: { by: MemberActor; isTenants: boolean; now: number },
): void => {
  const errors: FieldError[] = scopes.flatMap((scope, place) =>
    isPermitted(by, scope)
      ? []
      : [{ pointer: `/scopes/${place}`, message: 'is more than your role is allowed' }],
  );
  if (isTenants && !scopes.includes(tenantKeyScope))
    errors.push({
      pointer: '/scopes',
      message: `must include ${tenantKeyScope}: everything belongs to one of the members`,
    });
  if (expiresAt !== null && new Date(expiresAt).getTime() <= now)
    errors.push({ pointer: '/expiresAt', message: 'must be in the future' });
  if (errors.length > 0)
    throw new AppError('invalid_request', 'The key cannot be made like this.', { errors });
};

/** Two that are made at once count each other. */
const refuseTooMany = async (
  tx: Transaction,
  { tenantId, now }: ServiceContext,
  memberId: string | null,
): Promise<void> => {
  const owner = `api-keys/${tenantId}/${memberId ?? ''}`;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${owner}, 0))`);
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(apiKeys)
    .where(
      and(
        eq(apiKeys.tenantId, tenantId),
        memberId === null ? isNull(apiKeys.memberId) : eq(apiKeys.memberId, memberId),
        or(isNull(apiKeys.endsAt), gt(apiKeys.endsAt, now())),
      ),
    );
  if ((row?.count ?? 0) >= mostKeys)
    throw new AppError('too_many_keys', `There are ${mostKeys} active keys: revoke one first.`);
};

const create = async (
  ctx: ServiceContext,
  signed: SignedText,
  { by, memberId, input }: { by: MemberActor; memberId: string | null; input: KeyInput },
): Promise<MadeKey> => {
  checkInput(input, { by, isTenants: memberId === null, now: ctx.now() });
  const expiresAt = input.expiresAt === null ? null : new Date(input.expiresAt).getTime();
  return inCommand(ctx, {
    run: async (tx) => {
      await refuseTooMany(tx, ctx, memberId);
      const id = ctx.newId('apiKey');
      const key = makeKey(ctx, signed, id);
      const { name } = input;
      await tx.insert(apiKeys).values({
        tenantId: ctx.tenantId,
        id,
        memberId,
        name,
        scopes: [...input.scopes],
        keyHash: hashOfKey(key),
        expiresAt,
        createdBy: by.memberId,
        createdAt: ctx.now(),
      });
      const after = { scopes: input.scopes, expiresAt: input.expiresAt, isTenants: memberId === null };
      await audit(tx, ctx, { action: 'api_key.create', targetKind: 'api_key', targetId: id, after });
      return { subjectId: id, answer: { ...(await viewKey(tx, ctx, id)), key } };
    },
    replay: async (tx, id) => ({ ...(await viewKey(tx, ctx, id)), key: makeKey(ctx, signed, id) }),
  });
};

/**
 * Makes a key that acts as the caller. `invalid_request` for a scope that their role does not have and for an end that has
 * passed, `too_many_keys` when they have as many as anybody may.
 */
export const createApiKey = async (
  ctx: ServiceContext,
  signed: SignedText,
  input: KeyInput,
): Promise<MadeKey> => {
  const by = requirePermission(ctx, 'api_keys.write');
  return create(ctx, signed, { by, memberId: by.memberId, input });
};

/** Makes a key of the organisation, which acts as nobody and stays when its maker leaves. */
export const createTenantApiKey = async (
  ctx: ServiceContext,
  signed: SignedText,
  input: KeyInput,
): Promise<MadeKey> => {
  const by = requirePermission(ctx, 'tenant_api_keys.write');
  return create(ctx, signed, { by, memberId: null, input });
};
