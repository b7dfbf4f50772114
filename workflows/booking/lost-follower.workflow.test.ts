import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createTestLink } from '#db/testing/tenant.ts';
import { bookAsGuest } from '#services/booking/testing/requests.ts';
import { type Lab, openLab } from '#workflows/testing/harness.ts';

let lab: Lab;
const dayMs = 86_400_000;

// A server of its own: time-skipping servers do not skip by themselves any more once a workflow was terminated.
beforeAll(async () => {
  lab = await openLab({
    databaseUrl: inject('databaseUrls').appUrl,
    serverPath: inject('timeSkippingServerPath'),
  });
});
afterAll(async () => lab.close());

test('a follower that is terminated goes on where Postgres says once it is called, and repeats nothing', async () => {
  const { tenantId, hosts } = lab.tenant;
  const link = await createTestLink(lab.db, lab.tenant, { reminderMinutes: [1440, 60] });
  const now = await lab.env.currentTimeMs();
  const start = Math.floor(now / dayMs) * dayMs + 3 * dayMs;
  const subjectId = await bookAsGuest(lab.db, { tenantId, now }, { linkId: link.id, start });
  const keys = () => lab.sent.map(({ key }) => key.split(`${subjectId}/`)[1]);
  await expect.poll(keys, { timeout: 30_000 }).toHaveLength(2);
  await lab.called();
  await lab.env.client.workflow.getHandle(`booking/${subjectId}`).terminate('lost');
  await lab.call({ tenantId, kind: 'booking', subjectId });
  await lab.env.sleep(start - now);
  await expect
    .poll(keys, { timeout: 30_000 })
    .toEqual([
      'booking_confirmed/r0/guest',
      `booking_confirmed/r0/${hosts[0]?.id}`,
      'booking_reminder/r0/1440/guest',
      'booking_reminder/r0/60/guest',
    ]);
});
