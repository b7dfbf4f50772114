import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { exports } from '#db/schema/person.ts';
import { withTenant } from '#db/tenant.ts';
import { exportDays } from '#domain/export/types.ts';
import { ownerOf } from '#services/booking/testing/requests.ts';
import { askExport } from '#services/export/ask-export.ts';
import { contextOf, keepHistory, type Lab, openLab } from '#workflows/testing/harness.ts';

let lab: Lab;
beforeEach(async () => {
  lab = await openLab();
});
afterEach(() => lab.close());

const rowOf = async (id: string) =>
  (
    await withTenant(lab.db, lab.tenant.tenantId, (tx) => tx.select().from(exports).where(eq(exports.id, id)))
  )[0];
const ask = async (): Promise<string> => (await askExport(await contextOf(lab, ownerOf(lab.tenant)))).id;

describe('an export of somebody’s data', () => {
  test('is made, its person is told once, and it is gone after a week', async () => {
    const begun = await lab.env.currentTimeMs();
    const id = await ask();
    await lab.called();
    await lab.ended(`export/${id}`);
    await lab.called();
    expect(await rowOf(id)).toBeUndefined();
    expect(await lab.env.currentTimeMs()).toBeGreaterThanOrEqual(begun + exportDays * 24 * 60 * 60_000);
    expect(lab.sent.map(({ to, subject }) => [to, subject])).toEqual([
      [lab.tenant.hosts[0]?.email, 'export_ready host'],
    ]);
    await keepHistory(lab, `export/${id}`, 'data-export-made');
  });

  test('is made in the end when tries fail, also when its follower was never called', async () => {
    let failures = 4;
    lab.intercept.before = (name) => {
      if (name !== 'writeExport' || failures === 0) return;
      failures -= 1;
      throw new Error('the database was away');
    };
    lab.calls.lost = ({ kind }) => kind === 'export';
    const id = await ask();
    await lab.call({ tenantId: lab.tenant.tenantId, kind: 'export', subjectId: id });
    await lab.ended(`export/${id}`);
    expect(failures).toBe(0);
    expect(await rowOf(id)).toBeUndefined();
    expect(lab.sent).toHaveLength(1);
  });
});
