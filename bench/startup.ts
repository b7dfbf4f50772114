import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { startChild, workerArguments } from '#scripts/child.ts';
import type { Running } from '#scripts/supervisor.ts';
import { type BenchLab, createBenchLink, startApi } from './lab.ts';
import { type Figure, quantile, type Section } from './report.ts';

const starts = 3;

type Started = { ms: number; bytes: number };

/** Resident memory of a process; NaN where the system does not tell. */
const memoryOf = async (pid: number): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) * 1024;
};

/** Long enough for what a process does once after its start. */
const restMs = 5_000;

/** Starts a process, lets it rest and ends it. */
const timeStart = async (start: () => Promise<Running>): Promise<Started> => {
  const began = performance.now();
  const process = await start();
  const ms = performance.now() - began;
  await delay(restMs);
  const bytes = await memoryOf(process.pid);
  await process.stop();
  return { ms, bytes };
};

const startWorker = (lab: BenchLab): Promise<Running> =>
  startChild({
    name: 'worker-start',
    args: workerArguments,
    env: { ...lab.stack.env, WORKER_METRICS_PORT: '0', EVERSLOT_PARENT_PID: String(process.pid) },
    logFolder: join(lab.folder, 'logs'),
    ready: { line: 'worker ready' },
    stopTimeoutMs: 35_000,
  });

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

const figuresOf = (name: string, all: readonly Started[], mostBytes: number): Figure[] => [
  {
    name: `${name}: start to ready`,
    value: quantile(
      all.map(({ ms }) => ms),
      0.5,
    ),
    unit: 'ms',
    aim: { atMost: 1_000 },
  },
  {
    name: `${name}: memory at rest`,
    value: quantile(
      all.map(({ bytes }) => bytes),
      0.5,
    ),
    unit: 'bytes',
    aim: { atMost: mostBytes },
  },
];

/** How long API and worker take until they work, what they weigh at rest, and what the guest's page weighs. */
export async function benchStartup(lab: BenchLab): Promise<Section> {
  const [workers, apis]: [Started[], Started[]] = [[], []];
  for (let index = 0; index < starts; index += 1) {
    workers.push(await timeStart(() => startWorker(lab)));
    apis.push(await timeStart(() => startApi(lab.stack, { folder: lab.folder, name: 'api-start' })));
  }
  return {
    title: 'Start and weight',
    figures: [
      ...figuresOf('API', apis, 200_000_000),
      ...figuresOf('worker', workers, 250_000_000),
      ...(await guestPage(lab)),
    ],
  };
}
