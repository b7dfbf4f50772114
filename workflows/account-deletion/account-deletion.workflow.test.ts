import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accountDeletions, persons } from '#db/schema/person.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink } from '#db/testing/tenant.ts';
import { graceDays } from '#domain/account-deletion/types.ts';
import { askAccountDeletion } from '#services/account-deletion/ask-deletion.ts';
import { callOffAccountDeletion } from '#services/account-deletion/call-off-deletion.ts';
import { bookAsGuest } from '#services/booking/testing/requests.ts';
import { contextOf, keepHistory, type Lab, openLab } from '#workflows/testing/harness.ts';

let lab: Lab;
beforeEach(async () => {
  lab = await openLab({ hosts: 2 });
  // Mails and reminders of the booking are nobody's concern here.
  lab.calls.lost = ({ kind }) => kind === 'booking';
});
afterEach(() => lab.close());

const dayMs = 24 * 60 * 60_000;
const leaver = () => {
  const host = lab.tenant.hosts[1];
  if (host === undefined) throw new Error('nobody is there');
  return host;
};
const asLeaver = () => {
  const { id: memberId, userId } = leaver();
  return contextOf(lab, { kind: 'member', memberId, userId, role: 'host', name: '' });
};
const ask = async (): Promise<string> =>
  (await askAccountDeletion(await asLeaver(), { email: leaver().email, plan: 'cancel' })).id;
const rowOf = async (id: string) =>
  (
    await withTenant(lab.db, lab.tenant.tenantId, (tx) =>
      tx.select().from(accountDeletions).where(eq(accountDeletions.id, id)),
    )
  )[0];
const personOf = async () =>
  (
    await withTenant(lab.db, lab.tenant.tenantId, (tx) =>
      tx.select().from(persons).where(eq(persons.id, leaver().personId)),
    )
  )[0];

describe('the deletion of an account', () => {
  test('waits two weeks, settles what is theirs and erases them, however often its steps fail', async () => {
    const begun = await lab.env.currentTimeMs();
    const { tenantId } = lab.tenant;
    const link = await createTestLink(lab.db, lab.tenant, { hosts: [leaver()], reminderMinutes: [] });
    const start = Math.ceil(begun / 3_600_000) * 3_600_000 + (graceDays + 20) * dayMs;
    await bookAsGuest(lab.db, { tenantId, now: begun }, { linkId: link.id, start });
    const failures = new Map([
      ['leaveOrganisations', 4],
      ['eraseAccount', 4],
    ]);
    lab.intercept.before = (name) => {
      const left = failures.get(name) ?? 0;
      if (left === 0) return;
      failures.set(name, left - 1);
      throw new Error('the database was away');
    };
    const id = await ask();
    await lab.called();
    await lab.ended(`account_deletion/${id}`);
    expect(await rowOf(id)).toMatchObject({ state: 'erased' });
    expect(await lab.env.currentTimeMs()).toBeGreaterThanOrEqual(begun + graceDays * dayMs);
    expect(await personOf()).toMatchObject({ name: '—', email: `${leaver().personId}@erased.invalid` });
    await keepHistory(lab, `account_deletion/${id}`, 'account-deletion-erased');
  });

  test('ends when it is called off, and the account stays', async () => {
    const id = await ask();
    await lab.called();
    await callOffAccountDeletion(await asLeaver());
    await lab.called();
    await lab.ended(`account_deletion/${id}`);
    expect(await rowOf(id)).toMatchObject({ state: 'called_off' });
    expect(await personOf()).toMatchObject({ email: leaver().email });
    await keepHistory(lab, `account_deletion/${id}`, 'account-deletion-called-off');
  });
});
