import type { Transaction } from '#db/client.ts';
import { schedules } from '#db/schema/schedule.ts';
import { audit } from '#services/audit.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { inCommand } from '#services/idempotency.ts';
import { checkFields } from './check-schedule.ts';
import { clearOtherDefaults } from './default-schedule.ts';
import { loadOverrides, writeOverrides } from './overrides.ts';
import { loadOwnSchedule } from './own-schedule.ts';
import { type ScheduleFields, type ScheduleView, toView } from './present-schedule.ts';

/** Creates a schedule of the caller; as default it takes that mark from the one before. */
export const createSchedule = async (ctx: ServiceContext, input: ScheduleFields): Promise<ScheduleView> => {
  const member = requirePermission(ctx, 'schedules.write');
  checkFields(input);
  const { overrides, ...fields } = input;
  const run = async (tx: Transaction) => {
    const id = ctx.newId('schedule');
    const now = ctx.now();
    if (input.isDefault) await clearOtherDefaults(tx, ctx, member.memberId, id);
    const [row] = await tx
      .insert(schedules)
      .values({
        tenantId: ctx.tenantId,
        id,
        memberId: member.memberId,
        ...fields,
        createdAt: now,
        updatedAt: now,
      })
      .returning();
    if (row === undefined) throw new Error('an insert returned no row');
    const written = await writeOverrides(tx, ctx, id, overrides);
    await audit(tx, ctx, {
      action: 'schedule.create',
      targetKind: 'schedule',
      targetId: id,
      after: { name: row.name },
    });
    return { subjectId: id, answer: toView(row, written) };
  };
  return inCommand(ctx, {
    run,
    replay: async (tx, id) => {
      const row = await loadOwnSchedule(tx, ctx, member, id);
      const written = await loadOverrides(tx, ctx.tenantId, [id]);
      return toView(row, written.get(id) ?? []);
    },
  });
};
