import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { acquireFileLock, tryFileLock, withFileLock } from './file-lock.mjs';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'everslot-lock-'));
  path = join(folder, 'nested', 'lock');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('file lock', () => {
  test('one holder at a time, and every waiter gets its turn', async () => {
    let inside = 0;
    let most = 0;
    const turns = Array.from({ length: 5 }, () =>
      withFileLock(path, async () => {
        inside += 1;
        most = Math.max(most, inside);
        await readFile(path);
        inside -= 1;
      }),
    );
    await Promise.all(turns);
    expect(most).toBe(1);
    expect(await readdir(join(folder, 'nested'))).toEqual([]);
  });

  test('a waiter learns who holds the lock and can give up', async () => {
    const release = await acquireFileLock(path);
    const holders: number[] = [];
    const waiting = acquireFileLock(path, { onWait: (pid) => holders.push(pid), timeoutMs: 150 });
    await expect(waiting).rejects.toThrow(`held by process ${process.pid}`);
    expect(holders).toEqual([process.pid]);
    expect(await tryFileLock(path)).toEqual({ heldBy: process.pid });
    await release();
  });

  test('the lock of a process that died is taken over', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await new Promise((resolve) => child.on('exit', resolve));
    await withFileLock(path, async () => undefined);
    await writeFile(path, `${child.pid} 1`);
    expect(await tryFileLock(path)).toHaveProperty('release');
  });

  test('a recycled process id does not keep the lock', async () => {
    await withFileLock(path, async () => undefined);
    await writeFile(path, `${process.pid} 1`);
    expect(await tryFileLock(path)).toHaveProperty('release');
  });

  test('a failing holder releases the lock', async () => {
    await expect(withFileLock(path, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await tryFileLock(path)).toHaveProperty('release');
  });
});
