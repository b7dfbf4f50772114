import { bindMember, type Router } from '#api/bind.ts';
import * as contract from '#contracts/attention.ts';
import { correctAddress } from '#services/attention/correct-address.ts';
import { dismissAttention } from '#services/attention/dismiss-attention.ts';
import { liftSuppression } from '#services/attention/lift-suppression.ts';
import { listAttention } from '#services/attention/list-attention.ts';
import { listSuppressions } from '#services/attention/list-suppressions.ts';
import { retryAttention } from '#services/attention/retry-attention.ts';
import { presentBooking } from '#services/booking/read/present-booking.ts';
import { resolveConflict } from '#services/calendar/conflict/resolve-conflict.ts';

/** Serves hosts: what fails and what they do about it. */
export const attentionRoutes = (router: Router): void => {
  const { now } = router.deps;
  bindMember(router, contract.listAttention, async ({ ctx, query }) => ({
    body: await listAttention(ctx, query),
  }));
  bindMember(router, contract.retryAttention, async ({ ctx, params }) => {
    await retryAttention(ctx, params);
    return { body: undefined };
  });
  bindMember(router, contract.dismissAttention, async ({ ctx, params }) => {
    await dismissAttention(ctx, params);
    return { body: undefined };
  });
  bindMember(router, contract.resolveConflict, async ({ ctx, params, body }) => {
    await resolveConflict(ctx, { ...params, ...body });
    return { body: undefined };
  });
  bindMember(router, contract.correctAddress, async ({ ctx, params, body }) => ({
    body: presentBooking(await correctAddress(ctx, { ...params, ...body }), now()),
  }));
  bindMember(router, contract.listSuppressions, async ({ ctx, query }) => ({
    body: await listSuppressions(ctx, query),
  }));
  bindMember(router, contract.liftSuppression, async ({ ctx, params, body }) => {
    await liftSuppression(ctx, { ...params, ...body });
    return { body: undefined };
  });
};
