import { setTimeout as delay } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { tenants } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { type Baseline, openBaseline } from './empty/baseline.ts';
import { type BenchLab, type BenchLink, bookOnce, createBenchLink, freeStarts } from './lab.ts';
import { paced, throughput } from './pace.ts';
import { processorTime } from './processor-time.ts';
import { type Figure, type Section, spread } from './report.ts';

const warmUps = 40;
const pacedSeconds = 30;
const fullSeconds = 15;
const lanes = 16;
const rounds = 2;

type Target = { book: () => Promise<number>; refused: () => number; commit: () => Promise<number> };

const openTarget = async (lab: BenchLab): Promise<Target> => {
  const links: BenchLink[] = [];
  for (let index = 0; index < 8; index += 1) links.push(await createBenchLink(lab.db));
  const starts = links.map(() => freeStarts());
  let [count, refused] = [0, 0];
  const book = async (): Promise<number> => {
    const index = count % links.length;
    const [link, next] = [links[index], starts[index]];
    count += 1;
    if (link === undefined || next === undefined) throw new Error('no link');
    const { status, ms } = await bookOnce(lab.baseUrl, link, next(), `bench-${count}`);
    if (status !== 201) refused += 1;
    return ms;
  };
  const tenantId = links[0]?.tenant.tenantId ?? '';
  const commit = async (): Promise<number> => {
    const started = performance.now();
    await withTenant(lab.db, tenantId, (tx) =>
      tx.update(tenants).set({ name: 'Bench' }).where(eq(tenants.id, tenantId)),
    );
    return performance.now() - started;
  };
  return { book, refused: () => refused, commit };
};

/** Lets the work that follows an answer (mails, timers) end, so that it does not weigh on the next measurement. */
const settle = (): Promise<void> => delay(5_000);

type Measured = { paced: number[]; perSecond: number[] };

const measure = async (one: () => Promise<number>, into: Measured): Promise<void> => {
  into.paced.push(...(await paced(5, pacedSeconds / rounds, one)));
  await settle();
  into.perSecond.push(await throughput(lanes, fullSeconds / rounds, one));
  await settle();
};

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const sectionOf = (ours: Measured, empty: Measured, commits: readonly number[], refused: number): Section => {
  const share = (mean(ours.perSecond) / mean(empty.perSecond)) * 100;
  return {
    title: 'Booking: HTTP request to answer',
    figures: [
      ...spread('booking at 5/s', ours.paced, { p50: 40, p99: 300 }),
      ...spread('empty workflow at 5/s', empty.paced),
      ...spread('one row committed to disk at 5/s', commits),
      { name: `bookings, ${lanes} at a time`, value: mean(ours.perSecond), unit: '/s' },
      { name: `empty workflows, ${lanes} at a time`, value: mean(empty.perSecond), unit: '/s' },
      { name: 'share of the empty throughput', value: share, unit: '%', aim: { atLeast: 80 } },
      { name: 'bookings not answered with 201', value: refused, unit: 'count', aim: { atMost: 0 } },
    ],
    remarks: [
      'The empty workflow is asked by a client directly and has no HTTP, no Postgres and no mail; both run on the same server, in turns.',
      'A booking renders and sends two mails after its answer; at full load that work shares the processors with the answers.',
    ],
  };
};

/** Processor time of each part for one booking with all that follows it: what the throughput ends at. */
const costOfBooking = async (lab: BenchLab, target: Target): Promise<Figure[]> => {
  const before = await processorTime(lab);
  let booked = 0;
  await throughput(lanes, 5, async () => {
    await target.book();
    booked += 1;
  });
  await settle();
  const after = await processorTime(lab);
  return [...after].map(([part, used]) => ({
    name: `processor time a booking: ${part}`,
    value: (used - (before.get(part) ?? 0)) / booked,
    unit: 'ms' as const,
  }));
};

/** Latency and throughput of bookings beside an empty workflow of the same shape, measured in turns. */
export async function benchBooking(lab: BenchLab): Promise<Section> {
  const target = await openTarget(lab);
  const baseline: Baseline = await openBaseline(lab);
  try {
    for (let index = 0; index < warmUps; index += 1) await Promise.all([target.book(), baseline.claim()]);
    await settle();
    const ours: Measured = { paced: [], perSecond: [] };
    const empty: Measured = { paced: [], perSecond: [] };
    for (let round = 0; round < rounds; round += 1) {
      await measure(target.book, ours);
      await measure(baseline.claim, empty);
    }
    const commits = await paced(5, 10, target.commit);
    const cost = await costOfBooking(lab, target);
    const section = sectionOf(ours, empty, commits, target.refused());
    return { ...section, figures: [...section.figures, ...cost] };
  } finally {
    await baseline.stop();
  }
}
