import { basedOn, basedOnIfSaid, bindMember, type Router } from '#api/bind.ts';
import * as contract from '#contracts/schedule.ts';
import { runIdempotently } from '#services/idempotency.ts';
import { createSchedule } from '#services/schedule/create-schedule.ts';
import { deleteSchedule } from '#services/schedule/delete-schedule.ts';
import { getSchedule } from '#services/schedule/get-schedule.ts';
import { listSchedules } from '#services/schedule/list-schedules.ts';
import { replaceSchedule } from '#services/schedule/replace-schedule.ts';

export const scheduleRoutes = (router: Router): void => {
  bindMember(router, contract.listSchedules, async ({ ctx, query }) => ({
    body: await listSchedules(ctx, query),
  }));
  bindMember(router, contract.createSchedule, async ({ ctx, body, idempotencyKey }) => {
    const answer = await runIdempotently(
      ctx,
      { operation: 'createSchedule', key: idempotencyKey, request: body },
      async () => ({ status: 201, body: await createSchedule(ctx, body) }),
    );
    const created = contract.Schedule.parse(answer.body);
    return { body: created, version: created.version };
  });
  bindMember(router, contract.getSchedule, async ({ ctx, params }) => {
    const schedule = await getSchedule(ctx, params);
    return { body: schedule, version: schedule.version };
  });
  bindMember(router, contract.replaceSchedule, async ({ c, ctx, params, body }) => {
    const schedule = await replaceSchedule(ctx, { ...params, basedOn: basedOn(c), fields: body });
    return { body: schedule, version: schedule.version };
  });
  bindMember(router, contract.deleteSchedule, async ({ c, ctx, params }) => {
    await deleteSchedule(ctx, { ...params, basedOn: basedOnIfSaid(c) });
    return { body: undefined };
  });
};
