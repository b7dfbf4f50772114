import { setTimeout as delay } from 'node:timers/promises';
import { and, eq } from 'drizzle-orm';
import { bookings, timeBlocks } from '#db/schema/booking.ts';
import { withTenant } from '#db/tenant.ts';
import { type Answered, type BenchLab, bookOnce, createBenchLink, freeStarts } from './lab.ts';
import { type Section, spread } from './report.ts';

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

/** A thousand guests want the same time at once: one gets it, everybody is told. */
export async function benchContention(lab: BenchLab): Promise<Section> {
  const link = await createBenchLink(lab.db);
  const start = freeStarts()();
  await bookOnce(lab.baseUrl, link, start + 86_400_000, 'warm-up');
  const began = performance.now();
  const ended = await Promise.all(
    Array.from({ length: requests }, (_, index) =>
      untilKnown(() => bookOnce(lab.baseUrl, link, start, `contend-${index}`)),
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
  return {
    title: `Contention: ${requests.toLocaleString('en-US')} guests, one time`,
    figures: [
      { name: 'winners', value: winners, unit: 'count', aim: { exactly: 1 } },
      { name: 'told slot_taken', value: losers, unit: 'count', aim: { exactly: requests - 1 } },
      { name: 'bookings at that time', value: rows.length, unit: 'count', aim: { exactly: 1 } },
      { name: 'blocks besides the warm-up', value: blocks.length - 1, unit: 'count', aim: { exactly: 1 } },
      { name: 'until everybody knew', value: seconds, unit: 's' },
      {
        name: 'requests repeated',
        value: ended.reduce((sum, { tries }) => sum + tries - 1, 0),
        unit: 'count',
      },
      ...spread(
        'until a guest knew',
        ended.map(({ ms }) => ms),
      ),
    ],
    remarks: [`Answers: ${tally(ended)}.`],
  };
}
