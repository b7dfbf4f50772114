import { join } from 'node:path';
import { newId } from '#db/new-id.ts';
import { timeBlocks } from '#db/schema/session.ts';
import { withTenant } from '#db/tenant.ts';
import { startChild } from '#scripts/stack/child.ts';
import { freePort } from '#scripts/stack/ports.ts';
import { type BenchLab, type BenchLink, createBenchLink } from './lab.ts';
import { quantile, type Section, spread } from './report.ts';

const events = 400;
const samples = 300;
const dayMs = 86_400_000;

/** Busy times of a month, spread over its days. */
const fillMonth = async (lab: BenchLab, link: BenchLink, from: number): Promise<void> => {
  const { tenantId } = link.tenant;
  await withTenant(lab.db, tenantId, async (tx) => {
    await tx.insert(timeBlocks).values(
      Array.from({ length: events }, (_, index) => {
        const start = from + Math.floor((index * 31 * dayMs) / events / 900_000) * 900_000;
        return {
          tenantId,
          id: newId('timeBlock'),
          memberId: link.host.id,
          during: { start, end: start + 1_800_000 },
          kind: 'external' as const,
          exclusive: false,
        };
      }),
    );
  });
};

const timesOf = async (url: string): Promise<number[]> => {
  const times: number[] = [];
  for (let index = 0; index < samples + 30; index += 1) {
    const started = performance.now();
    const response = await fetch(url);
    await response.arrayBuffer();
    if (response.status !== 200) throw new Error(`${url} answered ${response.status}`);
    if (index >= 30) times.push(performance.now() - started);
  }
  return times;
};

/** A month of a busy host over HTTP, beside a bare route that runs the same statements and does nothing with them. */
export async function benchSlots(lab: BenchLab): Promise<Section> {
  const link = await createBenchLink(lab.db);
  const from = Math.ceil(Date.now() / dayMs) * dayMs + dayMs;
  await fillMonth(lab, link, from);
  const day = (offset: number): string => new Date(from + offset * dayMs).toISOString().slice(0, 10);
  const [, , , , , username = '', slug = ''] = link.path.split('/');
  const search = { from: day(0), to: day(30), timeZone: 'Asia/Ho_Chi_Minh' };
  const port = await freePort();
  const bare = await startChild({
    name: 'bare-route',
    args: [join(import.meta.dirname, 'bare-route.ts')],
    env: {
      DATABASE_URL: lab.stack.databaseUrls.appUrl,
      PORT: String(port),
      SEARCH: JSON.stringify({ username, slug, ...search }),
    },
    logFolder: join(lab.folder, 'logs'),
    ready: { url: `http://127.0.0.1:${port}/` },
  });
  try {
    const bareUrl = `http://127.0.0.1:${port}/`;
    const url = `${lab.baseUrl}${link.path}/slots?${new URLSearchParams(search).toString()}`;
    const first = await timesOf(url);
    const baseline = await timesOf(bareUrl);
    const ours = [...first, ...(await timesOf(url))];
    const statements = (await (await fetch(bareUrl)).json()) as { statements: number; rows: number };
    return {
      title: `Slots: a month with ${events} events`,
      figures: [
        ...spread('slots endpoint', ours, { p95: 30 }),
        ...spread('bare route, same statements', baseline),
        {
          name: 'p50 ÷ bare p50',
          value: (quantile(ours, 0.5) / quantile(baseline, 0.5)) * 100,
          unit: '%',
          aim: { atMost: 150 },
        },
        {
          name: 'statements sent',
          value: statements.statements,
          unit: 'count',
          note: 'transaction and tenant setting included',
        },
        { name: 'rows read', value: statements.rows, unit: 'count' },
      ],
    };
  } finally {
    await bare.stop();
  }
}
