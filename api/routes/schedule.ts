import { bindMember, type Router } from '#api/bind.ts';
import * as contract from '#contracts/schedule.ts';
import { createSchedule } from '#services/schedule/create-schedule.ts';
import { deleteSchedule } from '#services/schedule/delete-schedule.ts';
import { getSchedule } from '#services/schedule/get-schedule.ts';
import { listSchedules } from '#services/schedule/list-schedules.ts';
import { replaceSchedule } from '#services/schedule/replace-schedule.ts';

export const scheduleRoutes = (router: Router): void => {
  bindMember(router, contract.listSchedules, async ({ ctx, query }) => ({
    body: await listSchedules(ctx, query),
  }));
  bindMember(router, contract.createSchedule, async ({ ctx, body }) => {
    const schedule = await createSchedule(ctx, body);
    return { body: schedule, version: schedule.version };
  });
  bindMember(router, contract.getSchedule, async ({ ctx, params }) => {
    const schedule = await getSchedule(ctx, params);
    return { body: schedule, version: schedule.version };
  });
  bindMember(router, contract.replaceSchedule, async ({ ctx, params, body, basedOn }) => {
    const schedule = await replaceSchedule(ctx, { ...params, basedOn, fields: body });
    return { body: schedule, version: schedule.version };
  });
  bindMember(router, contract.deleteSchedule, async ({ ctx, params, basedOn }) => {
    await deleteSchedule(ctx, { ...params, basedOn });
    return { body: undefined };
  });
};
