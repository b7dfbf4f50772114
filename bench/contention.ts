import { setTimeout as delay } from 'node:timers/promises';
import { and, eq } from 'drizzle-orm';
import { bookings } from '#db/schema/booking.ts';
import { sessions, timeBlocks } from '#db/schema/session.ts';
import { withTenant } from '#db/tenant.ts';
import { countBehind } from '#db/wakeups.ts';
import { until, untilNothingIsOwed } from './backlog.ts';
import {
  type Answered,
  type BenchLab,
  type BenchLink,
  bookOnce,
  createBenchLink,
  freeStarts,
} from './lab.ts';
import { type Figure, type Section, spread } from './report.ts';

const requests = 1_000;
const patienceMs = 120_000;

const tally = (ended: readonly Ended[]): string => {
  const counts = new Map<string, number>();
  for (const { status, code } of ended)
    counts.set(`${status} ${code}`.trim(), (counts.get(`${status} ${code}`.trim()) ?? 0) + 1);
  return [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .map(([answer, count]) => `${answer}: ${count}`)
    .join(', ');
};

type Ended = { status: number; code: string; ms: number; tries: number };

/** Asks under one key until the answer says how it ended. */
const untilKnown = async (ask: () => Promise<Answered>): Promise<Ended> => {
  const started = performance.now();
  for (let tries = 1; ; tries += 1) {
    const answer = await ask().catch((): Answered => ({ status: 0, ms: 0, code: 'silence' }));
    const ms = performance.now() - started;
    const known = answer.status > 0 && answer.status < 500;
    if (known || ms > patienceMs) return { status: answer.status, code: answer.code, ms, tries };
    await delay(500 + Math.random() * 1_000);
  }
};

type Contest = {
  name: string;
  link: BenchLink;
  start: number;
  places: number;
  /** Seconds until the last guest should know. */
  knowWithin?: number;
};

/** What the contest left at its time. */
const leftBy = async (lab: BenchLab, { link, start }: Contest) => {
  const { tenantId } = link.tenant;
  return withTenant(lab.db, tenantId, async (tx) => ({
    booked: await tx
      .select({ id: bookings.id })
      .from(bookings)
      .where(and(eq(bookings.tenantId, tenantId), eq(bookings.startsAt, start))),
    met: await tx
      .select({ taken: sessions.taken })
      .from(sessions)
      .where(and(eq(sessions.tenantId, tenantId), eq(sessions.startsAt, start))),
    blocks: await tx.select({ id: timeBlocks.id }).from(timeBlocks).where(eq(timeBlocks.tenantId, tenantId)),
  }));
};

/** Everybody asks at once for the same time. */
const contend = async (lab: BenchLab, contest: Contest): Promise<Figure[]> => {
  const { name, link, start, places, knowWithin } = contest;
  const began = performance.now();
  const ended = await Promise.all(
    Array.from({ length: requests }, (_, index) =>
      untilKnown(() => bookOnce(lab.baseUrl, link, start, `${name.replaceAll(' ', '-')}-${index}`)),
    ),
  );
  const seconds = (performance.now() - began) / 1000;
  const { booked, met, blocks } = await leftBy(lab, contest);
  const taken = met.reduce((sum, session) => sum + session.taken, 0);
  const winners = ended.filter(({ status }) => status === 201).length;
  const losers = ended.filter(({ status, code }) => status === 409 && code === 'slot_taken').length;
  const figures: Figure[] = [
    { name: 'winners', value: winners, unit: 'count', aim: { exactly: places }, note: tally(ended) },
    { name: 'told slot_taken', value: losers, unit: 'count', aim: { exactly: requests - places } },
    { name: 'bookings at that time', value: booked.length, unit: 'count', aim: { exactly: places } },
    { name: 'places counted as taken', value: taken, unit: 'count', aim: { exactly: places } },
    { name: 'sessions at that time', value: met.length, unit: 'count', aim: { exactly: 1 } },
    { name: 'blocks besides the warm-up', value: blocks.length - 1, unit: 'count', aim: { exactly: 1 } },
    {
      name: 'until everybody knew',
      value: seconds,
      unit: 's',
      ...(knowWithin !== undefined && { aim: { atMost: knowWithin } }),
    },
    {
      name: 'requests repeated',
      value: ended.reduce((sum, { tries }) => sum + tries - 1, 0),
      unit: 'count',
    },
    ...spread(
      'until a guest knew',
      ended.map(({ ms }) => ms),
    ),
  ];
  return figures.map((figure) => ({ ...figure, name: `${name}: ${figure.name}` }));
};

const openContest = async (
  lab: BenchLab,
  name: string,
  places: number,
  knowWithin?: number,
): Promise<Contest> => {
  const link = await createBenchLink(lab.db, places);
  const start = freeStarts()();
  await bookOnce(lab.baseUrl, link, start + 86_400_000, 'warm-up');
  return { name, link, start, places, ...(knowWithin !== undefined && { knowWithin }) };
};

const backlog = 2_000;

/** Bookings whose followers find no worker; from then on workers run again and have all of them to do. */
const pileUp = async (lab: BenchLab): Promise<void> => {
  const worker = lab.stack.parts.get('worker');
  if (worker === undefined) throw new Error('there is no worker');
  const letGo = worker.holdBack();
  await worker.current()?.kill();
  const links = [await createBenchLink(lab.db), await createBenchLink(lab.db)];
  const starts = links.map(() => freeStarts());
  let count = 0;
  const lane = async (): Promise<void> => {
    while (count < backlog) {
      const index = (count += 1) % links.length;
      const [link, next] = [links[index], starts[index]];
      if (link !== undefined && next !== undefined)
        await bookOnce(lab.baseUrl, link, next(), `backlog-${count}`);
    }
  };
  await Promise.all(Array.from({ length: 16 }, lane));
  letGo();
  await until(async () => worker.current() !== undefined);
};

const groupPlaces = 20;

/**
 * A thousand guests want the same time at once: one gets it, or as many as a group has places; everybody is told, also while
 * followers have much to do.
 */
export async function benchContention(lab: BenchLab): Promise<Section> {
  // Its code has not run often yet, and takes twice as long for it.
  const first = await openContest(lab, 'first after a start', 1);
  const afterStart = await contend(lab, first);
  await untilNothingIsOwed(lab, [first.link.tenant.tenantId]);
  const quiet = await openContest(lab, 'at rest', 1, 2);
  const atRest = await contend(lab, quiet);
  await untilNothingIsOwed(lab, [quiet.link.tenant.tenantId]);
  const group = await openContest(lab, `${groupPlaces} places of a group`, groupPlaces, 2);
  const inGroup = await contend(lab, group);
  await untilNothingIsOwed(lab, [group.link.tenant.tenantId]);
  const busy = await openContest(lab, 'with a backlog', 1, 2);
  await pileUp(lab);
  const before = await countBehind(lab.db, 0);
  const behind = await contend(lab, busy);
  const after = await countBehind(lab.db, 0);
  return {
    title: `Contention: ${requests.toLocaleString('en-US')} guests, one time`,
    figures: [
      ...afterStart,
      ...atRest,
      ...inGroup,
      { name: 'with a backlog: followers behind before', value: before.count, unit: 'count' },
      { name: 'with a backlog: followers behind after', value: after.count, unit: 'count' },
      ...behind,
    ],
  };
}
