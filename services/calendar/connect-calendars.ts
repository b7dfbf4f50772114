import { and, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { calendars } from '#db/schema/calendar.ts';
import { withTenant } from '#db/tenant.ts';
import { wake } from '#db/wakeups.ts';
import type { AuthKind } from '#domain/integration/types.ts';
import type { CalendarVendor } from '#domain/vendors.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { lockChoices } from '#services/integration/lock-owner.ts';
import { saveIntegration } from '#services/integration/save-integration.ts';
import { findRoom } from '#services/plan/require-room.ts';
import type { SecretBox } from '#services/secrets.ts';

export type ConnectedCalendar = {
  externalId: string;
  name: string;
  color?: string;
  timeZone: string;
  isPrimary: boolean;
  canWrite: boolean;
  makesMeetings: boolean;
};

export type ConnectInput = {
  vendor: CalendarVendor;
  auth: AuthKind;
  account: { externalAccountId: string; label: string };
  credentials: unknown;
  calendars: readonly ConnectedCalendar[];
};

type Selected = { isConflictCalendar: boolean; isTarget: boolean };

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
  owner: { integrationId: string; memberId: string },
  calendar: ConnectedCalendar,
  known: { id: string; cursor: string | null } | undefined,
  selection: Partial<Selected>,
): Promise<void> => {
  const facts = {
    name: calendar.name,
    color: calendar.color ?? null,
    timeZone: calendar.timeZone,
    canWrite: calendar.canWrite,
    makesMeetings: calendar.makesMeetings,
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
 * Keeps a connected account and its calendars; the same account again gets the new credentials and keeps every choice. On
 * first sight the primary calendar closes slots, and is written to unless another calendar already is; where the plan has no room
 * for it, the member chooses which calendar is used instead.
 */
export const connectCalendars = async (
  ctx: ServiceContext,
  box: SecretBox,
  input: ConnectInput,
): Promise<{ integrationId: string; selected: readonly string[] }> => {
  const { memberId } = requirePermission(ctx, 'integrations.write');
  return withTenant(ctx.db, ctx.tenantId, async (tx) => {
    await lockChoices(tx, ctx.tenantId, memberId);
    const integrationId = await saveIntegration(tx, ctx, box, { ...input, capability: 'calendar' });
    const ofIntegration = and(
      eq(calendars.tenantId, ctx.tenantId),
      eq(calendars.integrationId, integrationId),
    );
    const existing = await tx.select().from(calendars).where(ofIntegration);
    const noneSelected =
      !existing.some((row) => row.isConflictCalendar || row.isTarget) &&
      (await findRoom(tx, ctx, { name: 'calendars' })).hasRoom;
    const isWritable = !(await hasTarget(tx, ctx.tenantId, memberId));
    for (const calendar of input.calendars) {
      const known = existing.find((row) => row.externalId === calendar.externalId);
      const selection =
        calendar.isPrimary && noneSelected
          ? { isConflictCalendar: true, isTarget: isWritable && calendar.canWrite }
          : {};
      await upsertCalendar(tx, ctx, { integrationId, memberId }, calendar, known, selection);
    }
    const rows = await tx.select().from(calendars).where(ofIntegration);
    const selected = rows.filter((row) => row.isConflictCalendar || row.isTarget).map((row) => row.id);
    const { tenantId } = ctx;
    wake(tx, ...selected.map((subjectId) => ({ tenantId, kind: 'calendar' as const, subjectId })));
    return { integrationId, selected };
  });
};
