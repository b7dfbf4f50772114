import { createHash, randomBytes } from 'node:crypto';
import { and, eq, gt, isNull, ne } from 'drizzle-orm';
import { integrations, oauthStates } from '#db/schema/integration.ts';
import { withTenant } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import type { IntegrationVendor } from '#domain/vendors.ts';
import { audit } from '#services/audit.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { requireFeature } from '#services/feature/require-feature.ts';
import type { SecretBox, SecretPlace } from '#services/secrets.ts';

const stateLifeMs = 10 * 60_000;
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Only the sign-in that asked may redeem a state: a link taken from another browser leads nowhere (RFC 9700 §4.7). */
const stateHashOf = (state: string, sessionId: string | undefined): string =>
  sha256(`${state}|${sessionId ?? ''}`);

const verifierPlace = (tenantId: string, rowId: string): SecretPlace => ({
  tenantId,
  table: 'oauth_states',
  column: 'verifier_ciphertext',
  rowId,
});

export type StartedAuthorization = { state: string; codeChallenge: string };

/**
 * Begins an authorization: a single-use state for ten minutes, bound to the member's sign-in, and a PKCE challenge
 * (RFC 7636 S256). The vendor's page is the caller's business.
 */
export const startAuthorization = async (
  ctx: ServiceContext,
  box: SecretBox,
  vendor: IntegrationVendor,
): Promise<StartedAuthorization> => {
  const member = requirePermission(ctx, 'integrations.write');
  const state = randomBytes(32).toString('base64url');
  const verifier = randomBytes(48).toString('base64url');
  const id = ctx.newId('oauthState');
  await withTenant(ctx.db, ctx.tenantId, async (tx) => {
    // An account that is known may be renewed, whatever is switched off.
    const isKnown = await tx.$count(
      integrations,
      and(
        eq(integrations.tenantId, ctx.tenantId),
        eq(integrations.memberId, member.memberId),
        eq(integrations.vendor, vendor),
        ne(integrations.status, 'disconnected'),
      ),
    );
    if (isKnown === 0) await requireFeature(tx, ctx, 'calendar_accounts');
    await tx.insert(oauthStates).values({
      tenantId: ctx.tenantId,
      id,
      memberId: member.memberId,
      vendor,
      stateHash: stateHashOf(state, member.sessionId),
      verifierCiphertext: box.seal(verifierPlace(ctx.tenantId, id), verifier),
      expiresAt: ctx.now() + stateLifeMs,
    });
    await audit(tx, ctx, {
      action: 'integration.authorize',
      targetKind: 'member',
      targetId: member.memberId,
      after: { vendor },
    });
  });
  return { state, codeChallenge: createHash('sha256').update(verifier).digest('base64url') };
};

/** Uses up a state and returns its PKCE verifier; `forbidden` when unknown, used, expired or of another sign-in. */
export const redeemState = async (
  ctx: ServiceContext,
  box: SecretBox,
  input: { state: string; vendor: IntegrationVendor },
): Promise<string> => {
  const member = requirePermission(ctx, 'integrations.write');
  const [row] = await withTenant(ctx.db, ctx.tenantId, (tx) =>
    tx
      .update(oauthStates)
      .set({ usedAt: ctx.now() })
      .where(
        and(
          eq(oauthStates.tenantId, ctx.tenantId),
          eq(oauthStates.stateHash, stateHashOf(input.state, member.sessionId)),
          eq(oauthStates.memberId, member.memberId),
          eq(oauthStates.vendor, input.vendor),
          isNull(oauthStates.usedAt),
          gt(oauthStates.expiresAt, ctx.now()),
        ),
      )
      .returning(),
  );
  if (row === undefined)
    throw new AppError('forbidden', 'This authorization was not asked for here, or its time is over.');
  return box.open(verifierPlace(ctx.tenantId, row.id), row.verifierCiphertext);
};
