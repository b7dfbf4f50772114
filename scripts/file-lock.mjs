import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

let serial = 0;

/**
 * Start time of a process in clock ticks; distinguishes a recycled pid from the process that took the lock. "ended" for a process that
 * is gone but not yet collected by its parent, '' where the system does not tell.
 */
export async function startTimeOf(pid) {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? 'ended' : (fields[19] ?? '');
  } catch {
    return '';
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

async function holderOf(path) {
  try {
    const [pid, startTime] = (await readFile(path, 'utf8')).split(' ');
    return { pid: Number(pid), startTime: startTime ?? '' };
  } catch {
    return undefined;
  }
}

async function isHeld(holder) {
  if (!Number.isInteger(holder.pid) || holder.pid <= 0 || !isAlive(holder.pid)) return false;
  return holder.startTime === '' || (await startTimeOf(holder.pid)) === holder.startTime;
}

/** The lock appears complete or not at all: its content is written aside and linked into place. */
async function tryTake(path) {
  const draft = `${path}.${process.pid}.${(serial += 1)}`;
  await writeFile(draft, `${process.pid} ${await startTimeOf(process.pid)}`);
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Moves a dead holder's file away; if a live one slipped in between, it is put back. */
async function clearAbandoned(path) {
  const aside = `${path}.${process.pid}.${(serial += 1)}.abandoned`;
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  const holder = await holderOf(aside);
  if (holder && (await isHeld(holder))) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

export async function acquireFileLock(path, { onWait, timeoutMs = 0, signal } = {}) {
  await mkdir(dirname(path), { recursive: true });
  const deadline = timeoutMs > 0 ? Date.now() + timeoutMs : Number.POSITIVE_INFINITY;
  let announced = false;
  for (;;) {
    if (await tryTake(path)) return () => rm(path, { force: true });
    const holder = await holderOf(path);
    if (holder && !(await isHeld(holder))) {
      await clearAbandoned(path);
      continue;
    }
    if (Date.now() >= deadline) throw new Error(`${path} is held by process ${holder?.pid ?? 'unknown'}`);
    if (!announced && holder) {
      announced = true;
      onWait?.(holder.pid);
    }
    await delay(100, undefined, { signal });
  }
}

export async function withFileLock(path, work, options) {
  const release = await acquireFileLock(path, options);
  try {
    return await work();
  } finally {
    await release();
  }
}

export async function tryFileLock(path) {
  await mkdir(dirname(path), { recursive: true });
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (await tryTake(path)) return { release: () => rm(path, { force: true }) };
    const holder = await holderOf(path);
    if (holder && (await isHeld(holder))) return { heldBy: holder.pid };
    if (holder) await clearAbandoned(path);
  }
  return { heldBy: 0 };
}
