import { readdir, readFile } from 'node:fs/promises';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { DefaultLogger, type ReplayResult, Runtime, Worker } from '@temporalio/worker';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildWorkflowBundle } from '#scripts/tools/workflow-bundle.ts';

const folder = new URL('./histories/', import.meta.url);
const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
let workflowBundle: { codePath: string };
const results = new Map<string, ReplayResult>();

const load = async (name: string) =>
  historyFromJSON(JSON.parse(await readFile(new URL(name, folder), 'utf8')));

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  workflowBundle = { codePath: await buildWorkflowBundle() };
  const histories = await Promise.all(
    names.map(async (name) => ({ workflowId: name, history: await load(name) })),
  );
  for await (const result of Worker.runReplayHistories({ workflowBundle }, histories))
    results.set(result.workflowId, result);
});

describe('what workflows of earlier versions have done is done again in the same order by this version', () => {
  test('there are golden histories to hold it to', () => {
    expect(names.length).toBeGreaterThanOrEqual(10);
  });

  test.each(names)('%s', (name) => {
    expect(results.get(name)).toEqual({ workflowId: name, runId: expect.any(String), error: undefined });
  });

  test('a history that does not fit is noticed', async () => {
    const history = await load(names.find((name) => name.includes('completed')) ?? '');
    const other = {
      ...history,
      events: history.events?.filter((event) => event.activityTaskScheduledEventAttributes == null) ?? null,
    };
    await expect(Worker.runReplayHistory({ workflowBundle }, other)).rejects.toThrow();
  });
});

test('golden histories hold no personal data', async () => {
  for (const name of names) {
    const text = await readFile(new URL(name, folder), 'utf8');
    const decoded = text.replaceAll(/"data":"([A-Za-z0-9+/=]+)"/g, (_match, data: string) =>
      Buffer.from(data, 'base64').toString(),
    );
    expect(decoded).not.toMatch(/An Nguyen|@example\.com|ill"/);
  }
});
