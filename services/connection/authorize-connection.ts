import { createHash, randomBytes } from 'node:crypto';
import { and, eq, gt, isNull } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { calendars, connections, oauthStates } from '#db/schema/connection.ts';
import { withTenant } from '#db/tenant.ts';
import { wake } from '#db/wakeups.ts';
import { AppError } from '#domain/errors.ts';
import type { CalendarVendor } from '#domain/vendors.ts';
import { audit } from '#services/audit.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import type { SecretBox, SecretPlace } from '#services/secrets.ts';
import { sealCredentials } from './credentials.ts';

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
  vendor: CalendarVendor,
): Promise<StartedAuthorization> => {
  const member = requirePermission(ctx, 'connections.write');
  const state = randomBytes(32).toString('base64url');
  const verifier = randomBytes(48).toString('base64url');
  const id = ctx.newId('oauthState');
  await withTenant(ctx.db, ctx.tenantId, async (tx) => {
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
      action: 'connection.authorize',
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
  input: { state: string; vendor: CalendarVendor },
): Promise<string> => {
  const member = requirePermission(ctx, 'connections.write');
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

export type ConnectedCalendar = {
  externalId: string;
  name: string;
  color?: string;
  timeZone: string;
  isPrimary: boolean;
  canWrite: boolean;
};

export type ConnectInput = {
  vendor: CalendarVendor;
  account: { externalAccountId: string; email: string };
  credentials: unknown;
  calendars: readonly ConnectedCalendar[];
};

type Selected = { isConflictCalendar: boolean; isTarget: boolean };

/** The row of this account: a known one gets the new tokens, a new one is made. */
const upsertConnection = async (
  tx: Transaction,
  ctx: ServiceContext,
  box: SecretBox,
  memberId: string,
  input: ConnectInput,
): Promise<string> => {
  const mine = and(eq(connections.tenantId, ctx.tenantId), eq(connections.memberId, memberId));
  const account = and(
    mine,
    eq(connections.vendor, input.vendor),
    eq(connections.externalAccountId, input.account.externalAccountId),
  );
  const [known] = await tx.select({ id: connections.id }).from(connections).where(account).for('update');
  const connectionId = known?.id ?? ctx.newId('connection');
  const values = {
    accountEmail: input.account.email,
    status: 'connected' as const,
    credentialsCiphertext: sealCredentials(box, { tenantId: ctx.tenantId, connectionId }, input.credentials),
    connectedAt: ctx.now(),
    disconnectedAt: null,
  };
  if (known !== undefined) {
    await tx
      .update(connections)
      .set(values)
      .where(and(mine, eq(connections.id, connectionId)));
    return connectionId;
  }
  await tx.insert(connections).values({
    tenantId: ctx.tenantId,
    id: connectionId,
    memberId,
    vendor: input.vendor,
    externalAccountId: input.account.externalAccountId,
    ...values,
  });
  return connectionId;
};

/** Whether some calendar of this member is written to already. */
const hasTarget = async (tx: Transaction, tenantId: string, memberId: string): Promise<boolean> => {
  const [target] = await tx
    .select({ id: calendars.id })
    .from(calendars)
    .where(
      and(eq(calendars.tenantId, tenantId), eq(calendars.memberId, memberId), eq(calendars.isTarget, true)),
    );
  return target !== undefined;
};

const upsertCalendar = async (
  tx: Transaction,
  ctx: ServiceContext,
  owner: { connectionId: string; memberId: string },
  calendar: ConnectedCalendar,
  known: { id: string; cursor: string | null } | undefined,
  selection: Partial<Selected>,
): Promise<void> => {
  const facts = {
    name: calendar.name,
    color: calendar.color ?? null,
    timeZone: calendar.timeZone,
    canWrite: calendar.canWrite,
  };
  if (known !== undefined) {
    await tx
      .update(calendars)
      .set({ ...facts, ...selection, state: known.cursor === null ? 'importing' : 'catching_up' })
      .where(and(eq(calendars.tenantId, ctx.tenantId), eq(calendars.id, known.id)));
    return;
  }
  await tx.insert(calendars).values({
    tenantId: ctx.tenantId,
    id: ctx.newId('calendar'),
    ...owner,
    externalId: calendar.externalId,
    isPrimary: calendar.isPrimary,
    isConflictCalendar: false,
    isTarget: false,
    state: 'importing',
    ...facts,
    ...selection,
  });
};

/**
 * Keeps a connected account and its calendars; the same account again renews its tokens and keeps every choice. On first
 * sight the primary calendar closes slots, and is written to unless another calendar already is.
 */
export const saveConnection = async (
  ctx: ServiceContext,
  box: SecretBox,
  input: ConnectInput,
): Promise<{ connectionId: string; selected: readonly string[] }> => {
  const { memberId } = requirePermission(ctx, 'connections.write');
  return withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const connectionId = await upsertConnection(tx, ctx, box, memberId, input);
    const ofConnection = and(eq(calendars.tenantId, ctx.tenantId), eq(calendars.connectionId, connectionId));
    const existing = await tx.select().from(calendars).where(ofConnection);
    const noneSelected = !existing.some((row) => row.isConflictCalendar || row.isTarget);
    const isWritable = !(await hasTarget(tx, ctx.tenantId, memberId));
    for (const calendar of input.calendars) {
      const known = existing.find((row) => row.externalId === calendar.externalId);
      const selection =
        calendar.isPrimary && noneSelected
          ? { isConflictCalendar: true, isTarget: isWritable && calendar.canWrite }
          : {};
      await upsertCalendar(tx, ctx, { connectionId, memberId }, calendar, known, selection);
    }
    await audit(tx, ctx, {
      action: 'connection.connect',
      targetKind: 'connection',
      targetId: connectionId,
      after: { vendor: input.vendor },
    });
    const rows = await tx.select().from(calendars).where(ofConnection);
    const selected = rows.filter((row) => row.isConflictCalendar || row.isTarget).map((row) => row.id);
    const { tenantId } = ctx;
    await wake(tx, ...selected.map((subjectId) => ({ tenantId, kind: 'calendar' as const, subjectId })));
    return { connectionId, selected };
  });
};
