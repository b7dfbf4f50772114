import { and, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { auditLog } from '#db/schema/audit.ts';
import { supportViews } from '#db/schema/installation.ts';
import { memberProfiles } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { supportViewMs } from '#domain/support/types.ts';
import type { OperatorContext } from '#services/context.ts';
import { leaveSupportView } from '#services/support/end-support-view.ts';
import { enterSupportView } from '#services/support/enter-support-view.ts';
import { contextOf, keepHistory, type Lab, openLab } from '#workflows/testing/harness.ts';

let lab: Lab;
beforeEach(async () => {
  lab = await openLab();
});
afterEach(() => lab.close());

const signInId = 'sgn_01jd8v6q5kf3wrv6gq2n8kz4s1';
const identity = { lookThrough: async () => undefined };

const operator = async (): Promise<OperatorContext> => ({
  ...(await contextOf(lab, { kind: 'operator', userId: 'usr_1', email: 'on-call@example.com', signInId })),
  ops: lab.db,
});
const enter = async (): Promise<string> =>
  (await enterSupportView(await operator(), identity, { reason: 'They asked', before: null })).id;

const inTenant = <Result>(work: Parameters<typeof withTenant<Result>>[2]) =>
  withTenant(lab.db, lab.tenant.tenantId, work);
const viewOf = async (id: string) =>
  (await inTenant((tx) => tx.select().from(supportViews).where(eq(supportViews.id, id))))[0];
const recorded = () =>
  inTenant((tx) =>
    tx
      .select({ actorKind: auditLog.actorKind, after: auditLog.after, reason: auditLog.reason })
      .from(auditLog)
      .where(eq(auditLog.action, 'support_view.end')),
  );

describe('a support view', () => {
  test('is written down as ended when its time is over, once, by nobody', async () => {
    const id = await enter();
    await lab.called();
    await lab.ended(`support/${id}`);
    const view = await viewOf(id);
    expect(view?.ended).toBe('time_over');
    expect((view?.endedAt ?? 0) - (view?.startedAt ?? 0)).toBeGreaterThanOrEqual(supportViewMs);
    expect(await recorded()).toEqual([
      { actorKind: 'system', after: { how: 'time_over' }, reason: 'They asked' },
    ]);
    await keepHistory(lab, `support/${id}`, 'support-view-over');
  });

  test('is mailed to each owner of the organisation once, and to nobody else', async () => {
    const id = await enter();
    await lab.called();
    await lab.ended(`support/${id}`);
    const told = lab.sent.filter(({ content }) => content.subject === 'support_view_entered host');
    const owners = await inTenant((tx) =>
      tx
        .select({ email: memberProfiles.email })
        .from(memberProfiles)
        .where(and(eq(memberProfiles.role, 'owner'), eq(memberProfiles.isActive, true))),
    );
    expect(told.map(({ content }) => content.to.email).toSorted()).toEqual(
      owners.map(({ email }) => email).toSorted(),
    );
    expect(told.length).toBeGreaterThan(0);
  });

  test('that was left is not ended again', async () => {
    const id = await enter();
    await leaveSupportView(await operator(), identity, { signInId, supportViewId: id });
    await lab.called();
    await lab.ended(`support/${id}`);
    expect(await viewOf(id)).toMatchObject({ ended: 'left' });
    expect(await recorded()).toMatchObject([{ actorKind: 'operator', after: { how: 'left' } }]);
    await keepHistory(lab, `support/${id}`, 'support-view-left');
  });
});
