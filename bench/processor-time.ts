import { readFile } from 'node:fs/promises';
import { childrenOf } from '#scripts/process-table.ts';
import type { BenchLab } from './lab.ts';

/** Clock ticks a second of /proc, the same on every Linux. */
const ticks = 100;

const millisecondsOf = async (pid: number): Promise<number> => {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 1000) / ticks;
};

/** Processor time each part has used so far, and each of the others by its process alone, in milliseconds; zeros where the system does not tell. */
export async function processorTime(
  lab: BenchLab,
  others: Readonly<Record<string, number>>,
): Promise<Map<string, number>> {
  const used = new Map<string, number>();
  const parts: [string, number | undefined][] = [...lab.stack.parts].map(([name, part]) => [
    name,
    part.current()?.pid,
  ]);
  for (const [name, pid] of [...parts, ['measured api', lab.apiPid] as const]) {
    if (pid === undefined) continue;
    let sum = await millisecondsOf(pid);
    for (const child of await childrenOf(pid)) sum += await millisecondsOf(child);
    used.set(name, sum);
  }
  for (const [name, pid] of Object.entries(others)) used.set(name, await millisecondsOf(pid));
  return used;
}
