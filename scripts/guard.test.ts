import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isRunning } from './process-table.ts';

const starter = `
  import { guardFolder, spawnGuarded } from ${JSON.stringify(new URL('./guard.ts', import.meta.url).href)};
  guardFolder(process.argv[1]);
  const { pid } = await spawnGuarded(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' });
  console.log(pid);
  setInterval(() => undefined, 1000);
`;

async function startStarter() {
  const folder = await mkdtemp(join(tmpdir(), 'everslot-guard-'));
  const child = spawn(process.execPath, ['--input-type=module', '-e', starter, folder]);
  const [line] = await once(child.stdout.setEncoding('utf8'), 'data');
  return { child, folder, guarded: Number(line) };
}

test('a guarded process and a guarded folder do not outlive a starter that is killed', async () => {
  const { child, folder, guarded } = await startStarter();
  expect(await isRunning(guarded)).toBe(true);
  child.kill('SIGKILL');
  await expect.poll(() => isRunning(guarded)).toBe(false);
  const exists = () => stat(folder).then(Boolean, () => false);
  await expect.poll(exists).toBe(false);
});
