import { eq } from 'drizzle-orm';
import { addMember } from './add-member.ts';
import type { Database, Transaction } from './client.ts';
import { newId } from './new-id.ts';
import { hostRequests, linkHosts, links } from './schema/link.ts';
import { scheduleOverrides, schedules } from './schema/schedule.ts';
import { handles, tenants } from './schema/tenant.ts';
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

type NewLink = Omit<typeof links.$inferInsert, 'tenantId' | 'id' | 'ownerId'>;
type DemoLink = NewLink & { owner: string };

/** The second tenant of the first host: its times and those of the first close each other. */
const clubHandle = 'linh-at-the-club';
const clubLink: NewLink = {
  ...linkDefaults,
  slug: 'talk-to-linh',
  title: 'Talk to Linh',
  description: 'Questions about the evenings of the club.',
  locationKind: 'phone' as const,
};

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
    limits: [{ period: 'day' as const, count: 4, per: 'link' as const }],
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
    owner: 'linh',
    slug: 'voice-class',
    title: 'Voice class',
    description: 'Breathing and warm-up in a small group.',
    kind: 'group' as const,
    capacity: 6,
    mostFurtherGuests: 0,
    durationsMinutes: [60],
    stepMinutes: 60,
    locationKind: 'in_person' as const,
    locationValue: '12 Nguyễn Huệ, Quận 1, Hồ Chí Minh City',
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

type DemoHost = (typeof demoHosts)[number];

const seedMember = async (
  tx: Transaction,
  tenantId: string,
  host: DemoHost,
  as: { person: string | { userId: string }; handle: string },
): Promise<{ memberId: string; personId: string }> => {
  const { email, name, timeZone, locale } = host;
  const memberId = newId('member');
  const { personId } = await addMember(tx, tenantId, {
    memberId,
    person: typeof as.person === 'string' ? as.person : { ...as.person, email, name, timeZone, locale },
    role: host.role,
    handle: as.handle,
    bio: host.bio,
  });
  const scheduleId = newId('schedule');
  await tx.insert(schedules).values({
    tenantId,
    id: scheduleId,
    memberId,
    name: locale === 'vi' ? 'Giờ làm việc' : 'Working hours',
    timeZone,
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
  return { memberId, personId };
};

const seedLink = async (
  tx: Transaction,
  tenantId: string,
  link: NewLink,
  hostIds: readonly [string, ...string[]],
): Promise<void> => {
  const linkId = newId('link');
  await tx.insert(links).values({ tenantId, id: linkId, ownerId: hostIds[0], ...link });
  await tx
    .insert(linkHosts)
    .values(hostIds.map((memberId, position) => ({ tenantId, linkId, memberId, position })));
  const [ownerId, ...others] = hostIds;
  if (others.length === 0) return;
  await tx.insert(hostRequests).values(
    others.map((memberId, index) => ({
      tenantId,
      id: newId('hostRequest'),
      linkId,
      memberId,
      requestedBy: ownerId,
      state: 'agreed' as const,
      position: index + 1,
    })),
  );
};

/** The studio with both hosts; answers who its owner is. */
const seedStudio = async (
  tx: Transaction,
  tenantId: string,
  userIds: ReadonlyMap<string, string>,
): Promise<{ personId: string }> => {
  await tx.insert(tenants).values({ id: tenantId, name: 'Lotus Studio', locale: 'en' });
  await tx.insert(handles).values({ name: 'lotus', tenantId });
  const added = new Map<string, { memberId: string; personId: string }>();
  for (const host of demoHosts) {
    const person = { userId: userIds.get(host.username) ?? '' };
    added.set(host.username, await seedMember(tx, tenantId, host, { person, handle: host.username }));
  }
  const everybody = [...added.values()].map(({ memberId }) => memberId);
  for (const { owner, ...link } of demoLinks) {
    const ownerId = added.get(owner)?.memberId ?? '';
    const isShared = link.kind === 'collective' || link.kind === 'round_robin';
    const others = isShared ? everybody.filter((memberId) => memberId !== ownerId) : [];
    await seedLink(tx, tenantId, link, [ownerId, ...others]);
  }
  return { personId: added.get(demoHosts[0].username)?.personId ?? '' };
};

const seedClub = async (tx: Transaction, tenantId: string, personId: string): Promise<void> => {
  await tx.insert(tenants).values({ id: tenantId, name: 'Sunday Speakers Club', locale: 'en' });
  await tx.insert(handles).values({ name: 'sunday-speakers', tenantId });
  const as = { person: personId, handle: clubHandle };
  const { memberId } = await seedMember(tx, tenantId, demoHosts[0], as);
  await seedLink(tx, tenantId, clubLink, [memberId]);
};

/**
 * The demo tenant with two hosts, their hours and links, and a small second one whose owner is the first host again.
 * Nothing happens when they are there already.
 */
export const seedDemo = async ({ db, createUser }: SeedDeps): Promise<SeedResult> => {
  const logins = demoHosts.map(({ email }) => ({ email, password: demoPassword }));
  const [known] = await withRoutingKey(db, demoHosts[0].username, (tx) =>
    tx.select({ tenantId: handles.tenantId }).from(handles).where(eq(handles.name, demoHosts[0].username)),
  );
  if (known !== undefined) return { tenantId: known.tenantId, created: false, logins };
  const userIds = new Map<string, string>();
  for (const { username, email, name } of demoHosts)
    userIds.set(username, (await createUser({ email, name, password: demoPassword })).userId);
  const [tenantId, clubId] = [newId('tenant'), newId('tenant')];
  const { personId } = await withTenant(db, tenantId, (tx) => seedStudio(tx, tenantId, userIds));
  await withTenant(db, clubId, (tx) => seedClub(tx, clubId, personId));
  return { tenantId, created: true, logins };
};
