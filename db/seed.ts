import { eq } from 'drizzle-orm';
import type { Database, Transaction } from './client.ts';
import { newId } from './new-id.ts';
import { linkHosts, links } from './schema/link.ts';
import { scheduleOverrides, schedules } from './schema/schedule.ts';
import { members, tenants } from './schema/tenant.ts';
import { withRoutingKey, withTenant } from './tenant.ts';

export const demoPassword = 'everslot-demo';
export const demoHosts = [
  {
    username: 'linh',
    name: 'Trần Thùy Linh',
    email: 'linh.tran@example.com',
    role: 'owner',
    bio: 'Speech coach in Hồ Chí Minh City. I help people say what they mean.',
    timeZone: 'Asia/Ho_Chi_Minh',
    locale: 'en',
  },
  {
    username: 'minh',
    name: 'Phạm Quang Minh',
    email: 'minh.pham@example.com',
    role: 'host',
    bio: 'Mathematics tutor, patient by profession.',
    timeZone: 'Asia/Ho_Chi_Minh',
    locale: 'vi',
  },
] as const;

export type SeedDeps = {
  /** The application's role: the seed is bound by row-level security like everybody else. */
  db: Database;
  /** Makes an identity that can sign in; returns the existing one when the address is known. */
  createUser: (user: { email: string; name: string; password: string }) => Promise<{ userId: string }>;
};

export type SeedResult = {
  tenantId: string;
  created: boolean;
  logins: readonly { email: string; password: string }[];
};

const weekdays = (startMinute: number, endMinute: number, days: readonly number[]) =>
  days.map((weekday) => ({ weekday, startMinute, endMinute }));

const linkDefaults = {
  durationsMinutes: [30],
  bookingWindow: { kind: 'rolling' as const, days: 60 },
  limits: [],
  locationKind: 'video_meeting' as const,
  reminderMinutes: [1440, 60],
  noticeMinutes: 60,
  stepMinutes: 30,
  questions: [],
};

type DemoLink = Omit<typeof links.$inferInsert, 'tenantId' | 'id' | 'ownerId'> & { owner: string };

const demoLinks: readonly DemoLink[] = [
  {
    ...linkDefaults,
    owner: 'linh',
    slug: 'intro-call',
    title: 'Intro call',
    description: 'A first conversation: what you would like to change, and how we could go about it.',
    durationsMinutes: [30, 15],
    bufferAfterMinutes: 10,
    questions: [
      {
        id: 'topic',
        label: 'What would you like to talk about?',
        kind: 'long_text' as const,
        required: false,
      },
    ],
  },
  {
    ...linkDefaults,
    owner: 'linh',
    slug: 'coaching',
    title: 'Coaching session',
    description: 'One hour of work on your voice. I confirm each request myself.',
    durationsMinutes: [60],
    stepMinutes: 60,
    requiresApproval: true,
    approvalDeadlineHours: 24,
    limits: [{ period: 'day' as const, count: 4 }],
    questions: [
      {
        id: 'level',
        label: 'Have you done this before?',
        kind: 'choice' as const,
        required: true,
        choices: ['Never', 'A little', 'Often'],
      },
      { id: 'goal', label: 'Your goal', kind: 'text' as const, required: true },
    ],
  },
  {
    ...linkDefaults,
    owner: 'linh',
    slug: 'with-both',
    title: 'Session with both of us',
    description: 'Linh and Minh together, when both are free.',
    kind: 'collective' as const,
    durationsMinutes: [45],
    stepMinutes: 15,
    locationKind: 'in_person' as const,
    locationValue: '12 Nguyễn Huệ, Quận 1, Hồ Chí Minh City',
  },
  {
    ...linkDefaults,
    owner: 'linh',
    slug: 'first-free',
    title: 'Whoever is free first',
    description: 'Linh or Minh, by turns.',
    kind: 'round_robin' as const,
    durationsMinutes: [30],
  },
  {
    ...linkDefaults,
    owner: 'minh',
    slug: 'tutoring',
    title: 'Gia sư Toán',
    description: 'Một giờ ôn tập, theo nhịp của bạn.',
    durationsMinutes: [60],
    stepMinutes: 30,
    bufferBeforeMinutes: 5,
    bufferAfterMinutes: 5,
  },
];

const seedMember = async (
  tx: Transaction,
  tenantId: string,
  host: (typeof demoHosts)[number],
  userId: string,
): Promise<string> => {
  const memberId = newId('member');
  await tx.insert(members).values({ tenantId, id: memberId, userId, ...host });
  const scheduleId = newId('schedule');
  await tx.insert(schedules).values({
    tenantId,
    id: scheduleId,
    memberId,
    name: host.locale === 'vi' ? 'Giờ làm việc' : 'Working hours',
    timeZone: host.timeZone,
    weekly: [
      ...weekdays(8 * 60, 12 * 60, [1, 2, 3, 4, 5]),
      ...weekdays(13 * 60 + 30, 18 * 60, [1, 2, 3, 4, 5]),
      ...weekdays(9 * 60, 12 * 60, [6]),
    ],
    isDefault: true,
  });
  await tx.insert(scheduleOverrides).values({
    tenantId,
    id: newId('scheduleOverride'),
    scheduleId,
    date: '2027-01-01',
    ranges: [],
    title: 'New Year',
  });
  return memberId;
};

/** The demo tenant: two hosts, their hours, four links. Nothing happens when it is there already. */
export const seedDemo = async ({ db, createUser }: SeedDeps): Promise<SeedResult> => {
  const logins = demoHosts.map(({ email }) => ({ email, password: demoPassword }));
  const [known] = await withRoutingKey(db, demoHosts[0].username, (tx) =>
    tx
      .select({ tenantId: members.tenantId })
      .from(members)
      .where(eq(members.username, demoHosts[0].username)),
  );
  if (known !== undefined) return { tenantId: known.tenantId, created: false, logins };
  const users = new Map<string, string>();
  for (const host of demoHosts)
    users.set(
      host.username,
      (await createUser({ email: host.email, name: host.name, password: demoPassword })).userId,
    );
  const tenantId = newId('tenant');
  await withTenant(db, tenantId, async (tx) => {
    await tx.insert(tenants).values({ id: tenantId, slug: 'lotus', name: 'Lotus Studio', locale: 'en' });
    const ids = new Map<string, string>();
    for (const host of demoHosts)
      ids.set(host.username, await seedMember(tx, tenantId, host, users.get(host.username) ?? ''));
    for (const { owner, ...link } of demoLinks) {
      const linkId = newId('link');
      const ownerId = ids.get(owner) ?? '';
      await tx.insert(links).values({ tenantId, id: linkId, ownerId, ...link });
      const isShared = link.kind === 'collective' || link.kind === 'round_robin';
      const hostIds = isShared ? [...ids.values()] : [ownerId];
      await tx
        .insert(linkHosts)
        .values(hostIds.map((memberId, position) => ({ tenantId, linkId, memberId, position })));
    }
  });
  return { tenantId, created: true, logins };
};
