import { randomBytes } from 'node:crypto';
import { addMember } from '#db/add-member.ts';
import type { Database } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { linkHosts, links } from '#db/schema/link.ts';
import { schedules } from '#db/schema/schedule.ts';
import { tenants } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';

export type TestHost = {
  id: string;
  personId: string;
  username: string;
  email: string;
  userId: string;
  scheduleId: string;
};
export type TestTenant = { tenantId: string; hosts: readonly TestHost[] };

type LinkValues = Partial<Omit<typeof links.$inferInsert, 'tenantId' | 'id' | 'ownerId'>> & {
  hosts?: readonly TestHost[];
};

const roundTheClock = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, startMinute: 0, endMinute: 1440 }));

/** A tenant of its own for one suite: hosts who are open round the clock in UTC unless told otherwise. */
export const createTestTenant = async (
  db: Database,
  options: {
    hosts?: number;
    timeZone?: string;
    userIds?: readonly string[];
    /** Hosts of another tenant who are hosts here as well, the first ones of this tenant. */
    persons?: readonly TestHost[];
    weekly?: typeof roundTheClock;
  } = {},
): Promise<TestTenant> => {
  const tenantId = newId('tenant');
  const tag = randomBytes(5).toString('hex');
  const planned = Array.from({ length: options.hosts ?? 1 }, (_, index) => {
    const known = options.persons?.[index];
    return {
      known,
      id: newId('member'),
      username: `host-${tag}-${index}`,
      email: known?.email ?? `host-${tag}-${index}@example.com`,
      userId: known?.userId ?? options.userIds?.[index] ?? newId('user'),
      scheduleId: newId('schedule'),
    };
  });
  const timeZone = options.timeZone ?? 'UTC';
  const hosts = await withTenant(db, tenantId, async (tx) => {
    const added: TestHost[] = [];
    await tx.insert(tenants).values({ id: tenantId, name: `Tenant ${tag}` });
    for (const [index, { known, ...host }] of planned.entries()) {
      const { personId } = await addMember(tx, tenantId, {
        memberId: host.id,
        person: known?.personId ?? {
          userId: host.userId,
          name: `Host ${index}`,
          email: host.email,
          timeZone,
        },
        role: index === 0 ? 'owner' : 'host',
        handle: host.username,
      });
      await tx.insert(schedules).values({
        tenantId,
        id: host.scheduleId,
        memberId: host.id,
        name: 'Hours',
        timeZone,
        weekly: options.weekly ?? roundTheClock,
        isDefault: true,
      });
      added.push({ ...host, personId });
    }
    return added;
  });
  return { tenantId, hosts };
};

/** A link of the tenant's first host (or of those named), open for anything within a year unless told otherwise. */
export const createTestLink = async (
  db: Database,
  tenant: TestTenant,
  values: LinkValues = {},
): Promise<{ id: string; slug: string }> => {
  const { hosts = tenant.hosts.slice(0, 1), ...columns } = values;
  const owner = hosts[0];
  if (owner === undefined) throw new Error('a link needs a host');
  const id = newId('link');
  const slug = columns.slug ?? `link-${id.slice(-10)}`;
  await withTenant(db, tenant.tenantId, async (tx) => {
    await tx.insert(links).values({
      title: 'Test link',
      durationsMinutes: [30],
      bookingWindow: { kind: 'rolling', days: 365 },
      locationKind: 'in_person',
      locationValue: 'Room 1',
      noticeMinutes: 0,
      stepMinutes: 30,
      kind: hosts.length > 1 ? 'collective' : 'one_to_one',
      ...columns,
      tenantId: tenant.tenantId,
      id,
      ownerId: owner.id,
      slug,
    });
    await tx.insert(linkHosts).values(
      hosts.map((host, position) => ({
        tenantId: tenant.tenantId,
        linkId: id,
        memberId: host.id,
        position,
      })),
    );
  });
  return { id, slug };
};
