import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { tryFileLock } from '#scripts/file-lock.mjs';
import { projectRoot, stateFolder } from '#scripts/project.ts';
import { type Report, reportToTerminal, runCommand, SetupError, secondsSince } from '#scripts/report.ts';
import { type Stack, startStack } from '#scripts/stack/stack.ts';
import { configuredPorts } from '#scripts/stack/stack-ports.ts';
import { loadEnvFile } from './env-file.ts';
import { offerSettings } from './operator-settings.ts';
import { overview } from './overview.ts';

const started = performance.now();

/** Resolves at the first request to stop: a signal, or the death of the process that started this one. Later ones change nothing. */
function untilAskedToStop(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(signal));
    process.once('disconnect', () => resolve('the end of the starting process'));
  });
}

async function stopWith(stack: Stack): Promise<void> {
  const stopping = performance.now();
  process.stderr.write('\nStopping …\n');
  await stack.stop();
  reportToTerminal(`Everything stopped in ${secondsSince(stopping)} s.`);
}

await runCommand(async () => {
  await loadEnvFile(join(projectRoot, '.env'));
  const lock = await tryFileLock(join(stateFolder, 'start.lock'));
  if ('heldBy' in lock) {
    throw new SetupError(
      `npm start already runs in this folder (process ${lock.heldBy}); stop it first, or use another clone with other ports.`,
    );
  }
  const asked = untilAskedToStop();
  try {
    const ports = configuredPorts();
    reportToTerminal('Starting Everslot …');
    let stopping = false;
    const report: Report = (line) => {
      if (!stopping) reportToTerminal(line);
    };
    const starting = startStack({ stateDir: stateFolder, ports, report });
    const first = await Promise.race([starting, asked]);
    if (typeof first === 'string') {
      reportToTerminal('Stopping …');
      stopping = true;
      // A build may take minutes; what is still running then is ended by the watchdog when this process exits.
      await Promise.race([
        starting.then(
          (stack) => stack.stop(),
          () => undefined,
        ),
        delay(10_000),
      ]);
      await lock.release();
      process.exit(130);
    }
    const withdraw = await offerSettings(join(stateFolder, 'operator.env'), first.env);
    console.log(overview(first, secondsSince(started)));
    await asked;
    await withdraw();
    await stopWith(first);
    return 0;
  } finally {
    await lock.release();
    if (process.connected) process.disconnect?.();
  }
});
