import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { manifests } from '#providers/manifests.ts';
import { stateFolder } from '#scripts/project.ts';
import { runCommand } from '#scripts/report.ts';
import { watchParent } from '#scripts/watch-parent.ts';
import { readPort } from './ports.ts';

// Stand-ins for the vendors, in one process of their own: they survive what happens to API and worker, and the other way round.
await runCommand(async () => {
  const folder = process.env['EVERSLOT_EMULATOR_STATE'] || join(stateFolder, 'emulators');
  const wanted = (process.env['EVERSLOT_EMULATORS'] ?? '').split(',').filter((name) => name !== '');
  const api = process.env['EVERSLOT_EMULATOR_NOTIFIES'];
  await mkdir(folder, { recursive: true });
  const running = [];
  for (const { capability, vendor, emulator } of manifests) {
    if (emulator === undefined || (wanted.length > 0 && !wanted.includes(`${capability}/${vendor}`)))
      continue;
    const { startEmulator } = await emulator.load();
    const started = await startEmulator({
      port: readPort(emulator.port.variable, emulator.port.standard),
      stateFolder: folder,
      env: process.env,
      ...(api && { notifyUrl: `${api}/api/v1/webhooks/${capability}/${vendor}` }),
    });
    console.log(`${vendor} ${started.url}`);
    running.push(started);
  }
  console.log('emulators ready');
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
    watchParent(() => resolve());
  });
  await Promise.all(running.map((emulator) => emulator.stop()));
  return 0;
});
