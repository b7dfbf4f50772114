import { eq } from 'drizzle-orm';
import { tenants } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { until, untilNothingIsOwed } from './backlog.ts';
import { type Baseline, openBaseline } from './empty/baseline.ts';
import { type BenchLab, type BenchLink, bookOnce, createBenchLink, freeStarts } from './lab.ts';
import { paced, throughput } from './pace.ts';
import { processorTime } from './processor-time.ts';
import { type Figure, type Section, spread } from './report.ts';

const warmUps = 40;
const pacedSeconds = 30;
const fullSeconds = 16;
const lanes = 16;
const rounds = 2;

type Target = {
  book: () => Promise<number>;
  refused: () => number;
  commit: () => Promise<number>;
  /** Everything the bookings so far have caused is done. */
  settled: () => Promise<void>;
};

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
  const tenantIds = links.map(({ tenant }) => tenant.tenantId);
  const tenantId = tenantIds[0] ?? '';
  const commit = async (): Promise<number> => {
    const started = performance.now();
    await withTenant(lab.db, tenantId, (tx) =>
      tx.update(tenants).set({ name: 'Bench' }).where(eq(tenants.id, tenantId)),
    );
    return performance.now() - started;
  };
  return { book, refused: () => refused, commit, settled: () => untilNothingIsOwed(lab, tenantIds) };
};

type Measured = {
  paced: number[];
  /** Answered within the seconds of full load. */
  perSecond: number[];
  /** Done with all that follows, over the time until the last of it is done. */
  donePerSecond: number[];
};

const measure = async (
  one: () => Promise<number>,
  settled: () => Promise<void>,
  into: Measured,
): Promise<void> => {
  into.paced.push(...(await paced(5, pacedSeconds / rounds, one)));
  await settled();
  const began = performance.now();
  let count = 0;
  into.perSecond.push(
    await throughput(lanes, fullSeconds / rounds, async () => {
      await one();
      count += 1;
    }),
  );
  await settled();
  into.donePerSecond.push((count * 1000) / (performance.now() - began));
};

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const sectionOf = (ours: Measured, empty: Measured, commits: readonly number[], refused: number): Section => {
  const baseline = mean(empty.donePerSecond);
  return {
    title: 'Booking: HTTP request to answer, and all that follows',
    figures: [
      ...spread('booking at 5/s', ours.paced, { p50: 15, p99: 60 }),
      ...spread('start of an empty workflow at 5/s', empty.paced),
      ...spread('one row committed to disk at 5/s', commits),
      { name: `empty workflows started, ${lanes} at a time`, value: mean(empty.perSecond), unit: '/s' },
      { name: 'empty workflows done, activity included', value: baseline, unit: '/s' },
      { name: `bookings accepted, ${lanes} at a time`, value: mean(ours.perSecond), unit: '/s' },
      {
        name: 'accepted ÷ empty workflows done',
        value: (mean(ours.perSecond) / baseline) * 100,
        unit: '%',
        aim: { atLeast: 300 },
      },
      { name: 'bookings done, everything owed included', value: mean(ours.donePerSecond), unit: '/s' },
      {
        name: 'done ÷ empty workflows done',
        value: (mean(ours.donePerSecond) / baseline) * 100,
        unit: '%',
        aim: { atLeast: 80 },
      },
      { name: 'bookings not answered with 201', value: refused, unit: 'count', aim: { atMost: 0 } },
    ],
    remarks: [
      'The empty workflow is started by a client directly and has no HTTP, no Postgres and no mail; both run on the same server, in turns.',
      'A booking renders and sends two mails after its answer. "Done" counts the time from the first request until the last activity has ended.',
    ],
  };
};

/** Processor time of each part for one call with all that follows it: what the throughput ends at. */
const costOf = async (
  what: string,
  one: () => Promise<number>,
  settled: () => Promise<void>,
  used: () => Promise<Map<string, number>>,
): Promise<Figure[]> => {
  const before = await used();
  let count = 0;
  await throughput(lanes, 5, async () => {
    await one();
    count += 1;
  });
  await settled();
  return [...(await used())]
    .map(([part, after]) => ({
      name: `processor time ${what}: ${part}`,
      value: (after - (before.get(part) ?? 0)) / count,
      unit: 'ms' as const,
    }))
    .filter(({ value }) => value >= 0.1);
};

/** Latency and throughput of bookings beside an empty workflow of a follower's shape, measured in turns. */
export async function benchBooking(lab: BenchLab): Promise<Section> {
  const target = await openTarget(lab);
  const baseline: Baseline = await openBaseline(lab);
  const emptied = (): Promise<void> =>
    until(async () => {
      const { started, done } = await baseline.count();
      return done >= started;
    });
  try {
    for (let index = 0; index < warmUps; index += 1) await Promise.all([target.book(), baseline.start()]);
    await target.settled();
    await emptied();
    const ours: Measured = { paced: [], perSecond: [], donePerSecond: [] };
    const empty: Measured = { paced: [], perSecond: [], donePerSecond: [] };
    for (let round = 0; round < rounds; round += 1) {
      await measure(target.book, target.settled, ours);
      await measure(baseline.start, emptied, empty);
    }
    const commits = await paced(5, 10, target.commit);
    const used = () => processorTime(lab, { 'empty worker': baseline.pid, 'bench itself': process.pid });
    const cost = [
      ...(await costOf('a booking', target.book, target.settled, used)),
      ...(await costOf('an empty workflow', baseline.start, emptied, used)),
    ];
    const section = sectionOf(ours, empty, commits, target.refused());
    return { ...section, figures: [...section.figures, ...cost] };
  } finally {
    await baseline.stop();
  }
}
