import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { startTimeOf } from './file-lock.mjs';
import type { Charge, WatchdogOrder } from './guard.ts';

// Lives beside a starting process and ends that one's servers when its end of standard input closes, however it died.
const charges = new Map<number, Charge>();
const scratch = new Set<string>();
const GRACE_MS = 8000;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

async function isSame({ pid, startTime }: Charge): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return startTime === '' || (await startTimeOf(pid)) === startTime;
}

function signalCharge({ pid, group }: Charge, signal: NodeJS.Signals): void {
  for (const target of group ? [-pid, pid] : [pid]) {
    try {
      process.kill(target, signal);
    } catch {
      // Gone already.
    }
  }
}

async function end(charge: Charge): Promise<void> {
  if (!(await isSame(charge))) return;
  signalCharge(charge, charge.signal);
  const deadline = performance.now() + GRACE_MS;
  while (performance.now() < deadline) {
    await delay(50);
    if (!(await isSame(charge))) return;
  }
  signalCharge(charge, 'SIGKILL');
}

for await (const line of createInterface({ input: process.stdin })) {
  const order: WatchdogOrder = JSON.parse(line);
  if (order.do === 'guard') charges.set(order.charge.pid, order.charge);
  else if (order.do === 'release') charges.delete(order.pid);
  else if (order.do === 'remove-later') scratch.add(order.path);
  else scratch.delete(order.path);
}
await Promise.all([...charges.values()].map(end));
await Promise.all([...scratch].map((path) => rm(path, { recursive: true, force: true })));
