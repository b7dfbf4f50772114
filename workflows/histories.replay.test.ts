import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import {
  bundleWorkflowCode,
  DefaultLogger,
  Runtime,
  Worker,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import { beforeAll, describe, expect, test } from 'vitest';

const folder = new URL('./histories/', import.meta.url);
const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
let bundle: WorkflowBundleWithSourceMap;

const load = async (name: string) =>
  historyFromJSON(JSON.parse(await readFile(new URL(name, folder), 'utf8')));

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  bundle = await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('./index.ts', import.meta.url)),
    logger: new DefaultLogger('ERROR'),
  });
});

describe('what workflows of earlier versions have done is done again in the same order by this version', () => {
  test('there are golden histories to hold it to', () => {
    expect(names.length).toBeGreaterThanOrEqual(10);
  });

  test.each(names)('%s', async (name) => {
    await Worker.runReplayHistory({ workflowBundle: bundle }, await load(name));
  });

  test('a history that does not fit is noticed', async () => {
    const history = await load(names.find((name) => name.includes('completed')) ?? '');
    const other = {
      ...history,
      events: history.events?.filter((event) => event.activityTaskScheduledEventAttributes == null) ?? null,
    };
    await expect(Worker.runReplayHistory({ workflowBundle: bundle }, other)).rejects.toThrow();
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
