import { setTimeout as delay } from 'node:timers/promises';
import { and, eq } from 'drizzle-orm';
import { bookings } from '#db/schema/booking.ts';
import { timeBlocks } from '#db/schema/session.ts';
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

/** Everybody asks at once for the same time. */
const contend = async (lab: BenchLab, link: BenchLink, start: number, name: string): Promise<Figure[]> => {
  const began = performance.now();
  const ended = await Promise.all(
    Array.from({ length: requests }, (_, index) =>
      untilKnown(() => bookOnce(lab.baseUrl, link, start, `${name.replaceAll(' ', '-')}-${index}`)),
    ),
  );
  const seconds = (performance.now() - began) / 1000;
  const { tenantId } = link.tenant;
  const [rows, blocks] = await withTenant(lab.db, tenantId, async (tx) => [
    await tx
      .select({ id: bookings.id })
      .from(bookings)
      .where(and(eq(bookings.tenantId, tenantId), eq(bookings.startsAt, start))),
    await tx.select({ id: timeBlocks.id }).from(timeBlocks).where(eq(timeBlocks.tenantId, tenantId)),
  ]);
  const winners = ended.filter(({ status }) => status === 201).length;
  const losers = ended.filter(({ status, code }) => status === 409 && code === 'slot_taken').length;
  const figures: Figure[] = [
    { name: 'winners', value: winners, unit: 'count', aim: { exactly: 1 }, note: tally(ended) },
    { name: 'told slot_taken', value: losers, unit: 'count', aim: { exactly: requests - 1 } },
    { name: 'bookings at that time', value: rows.length, unit: 'count', aim: { exactly: 1 } },
    { name: 'blocks besides the warm-up', value: blocks.length - 1, unit: 'count', aim: { exactly: 1 } },
    { name: 'until everybody knew', value: seconds, unit: 's', aim: { atMost: 2 } },
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

const openLink = async (lab: BenchLab): Promise<{ link: BenchLink; start: number }> => {
  const link = await createBenchLink(lab.db);
  const start = freeStarts()();
  await bookOnce(lab.baseUrl, link, start + 86_400_000, 'warm-up');
  return { link, start };
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

/** A thousand guests want the same time at once: one gets it, everybody is told, also while followers have much to do. */
export async function benchContention(lab: BenchLab): Promise<Section> {
  const quiet = await openLink(lab);
  const atRest = await contend(lab, quiet.link, quiet.start, 'at rest');
  await untilNothingIsOwed(lab, [quiet.link.tenant.tenantId]);
  const busy = await openLink(lab);
  await pileUp(lab);
  const before = await countBehind(lab.db, 0);
  const behind = await contend(lab, busy.link, busy.start, 'with a backlog');
  const after = await countBehind(lab.db, 0);
  return {
    title: `Contention: ${requests.toLocaleString('en-US')} guests, one time`,
    figures: [
      ...atRest,
      { name: 'with a backlog: followers behind before', value: before.count, unit: 'count' },
      { name: 'with a backlog: followers behind after', value: after.count, unit: 'count' },
      ...behind,
    ],
  };
}
