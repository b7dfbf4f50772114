import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { bundledPrograms, type Programs, sourcePrograms, startChild } from '#scripts/stack/child.ts';
import type { Running } from '#scripts/stack/supervisor.ts';
import { buildServer } from '#scripts/tools/build-server.ts';
import { type BenchLab, createBenchLink, productionEnv, startApi } from './lab.ts';
import { type Figure, quantile, type Section } from './report.ts';

const starts = 3;

type Started = { ms: number; bytes: number };

/** Resident memory of a process; NaN where the system does not tell. */
const memoryOf = async (pid: number): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) * 1024;
};

/** Long enough for what a process does once after its start. */
const restMs = 20_000;

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

const startWorker = (lab: BenchLab, programs: Programs): Promise<Running> =>
  startChild({
    name: 'worker-start',
    args: programs.worker,
    env: { ...productionEnv(lab.stack), WORKER_METRICS_PORT: '0' },
    logFolder: join(lab.folder, 'logs'),
    ready: { words: 'worker ready' },
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

type Aims = { ms: number; bytes: number };

const figuresOf = (name: string, all: readonly Started[], aims?: Aims): Figure[] => {
  const median = (of: keyof Started): number =>
    quantile(
      all.map((each) => each[of]),
      0.5,
    );
  return [
    {
      name: `${name}: start to ready`,
      value: median('ms'),
      unit: 'ms',
      ...(aims === undefined ? {} : { aim: { atMost: aims.ms } }),
    },
    {
      name: `${name}: memory at rest`,
      value: median('bytes'),
      unit: 'bytes',
      ...(aims === undefined ? {} : { aim: { atMost: aims.bytes } }),
    },
  ];
};

const timeStarts = async (
  lab: BenchLab,
  programs: Programs,
): Promise<{ api: Started[]; worker: Started[] }> => {
  const [worker, api]: [Started[], Started[]] = [[], []];
  for (let index = 0; index < starts; index += 1) {
    worker.push(await timeStart(() => startWorker(lab, programs)));
    api.push(await timeStart(() => startApi(lab.stack, { folder: lab.folder, name: 'api-start', programs })));
  }
  return { api, worker };
};

/**
 * How long API and worker take until they work and what they weigh at rest, bundled as an image runs them and as sources, and what
 * the guest's page weighs.
 */
export async function benchStartup(lab: BenchLab): Promise<Section> {
  const bundled = await timeStarts(lab, bundledPrograms(await buildServer(lab.report)));
  const sources = await timeStarts(lab, sourcePrograms);
  return {
    title: 'Start and weight',
    figures: [
      ...figuresOf('API', bundled.api, { ms: 1_000, bytes: 200_000_000 }),
      ...figuresOf('worker', bundled.worker, { ms: 1_000, bytes: 250_000_000 }),
      ...figuresOf('API from sources', sources.api),
      ...figuresOf('worker from sources', sources.worker),
      ...(await guestPage(lab)),
    ],
  };
}
