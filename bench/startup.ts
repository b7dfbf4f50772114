import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { startChild, workerArguments } from '#scripts/child.ts';
import { type BenchLab, createBenchLink } from './lab.ts';
import { type Figure, quantile, type Section } from './report.ts';

const starts = 3;

const timeWorker = async (lab: BenchLab, index: number): Promise<number> => {
  const started = performance.now();
  const worker = await startChild({
    name: `worker-start-${index}`,
    args: workerArguments,
    env: { ...lab.stack.env, WORKER_METRICS_PORT: '0', EVERSLOT_PARENT_PID: String(process.pid) },
    logFolder: join(lab.folder, 'logs'),
    ready: { line: 'worker ready' },
    stopTimeoutMs: 35_000,
  });
  const ms = performance.now() - started;
  await worker.stop();
  return ms;
};

/** Bytes as a browser gets them, compressed. */
const fetchCompressed = async (url: string): Promise<{ bytes: number; text: string }> => {
  const response = await fetch(url, { headers: { 'accept-encoding': 'gzip' } });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  const body = Buffer.from(await response.arrayBuffer());
  const plain = body[0] === 0x1f && body[1] === 0x8b ? gunzipSync(body) : body;
  return { bytes: gzipSync(plain, { level: 9 }).length, text: plain.toString('utf8') };
};

const guestPage = async (lab: BenchLab): Promise<Figure[]> => {
  const link = await createBenchLink(lab.db);
  const [, , , , , username = '', slug = ''] = link.path.split('/');
  const page = await fetchCompressed(`${lab.baseUrl}/${username}/${slug}`);
  const assets = [
    ...new Set([...page.text.matchAll(/(?:src|href)="(\/_guest\/[^"]+)"/g)].map(([, path = '']) => path)),
  ];
  let [script, style] = [0, 0];
  for (const path of assets) {
    const { bytes } = await fetchCompressed(`${lab.baseUrl}${path}`);
    if (path.endsWith('.css')) style += bytes;
    else if (path.endsWith('.js')) script += bytes;
  }
  return [
    { name: 'guest page: HTML, gzip', value: page.bytes, unit: 'bytes' },
    { name: 'guest page: JavaScript, gzip', value: script, unit: 'bytes', aim: { atMost: 25_000 } },
    { name: 'guest page: styles, gzip', value: style, unit: 'bytes' },
  ];
};

/** How long a worker takes until it works, and what the guest's page weighs. */
export async function benchStartup(lab: BenchLab): Promise<Section> {
  const times: number[] = [];
  for (let index = 0; index < starts; index += 1) times.push(await timeWorker(lab, index));
  return {
    title: 'Start and weight',
    figures: [
      { name: 'worker: start to ready', value: quantile(times, 0.5), unit: 'ms' },
      ...(await guestPage(lab)),
    ],
  };
}
