import { describe, expect, test } from 'vitest';
import { type Running, supervise } from './supervisor.ts';

function processes() {
  const started: { end: () => void; stopped: boolean }[] = [];
  const waiting: (() => void)[] = [];
  const start = async (): Promise<Running> => {
    const exit = Promise.withResolvers<undefined>();
    const record = { end: () => exit.resolve(undefined), stopped: false };
    started.push(record);
    for (const notify of waiting.splice(0)) notify();
    const stop = async () => {
      record.stopped = true;
      exit.resolve(undefined);
    };
    return { pid: started.length, exited: exit.promise, stop, kill: stop };
  };
  const untilStarted = async (count: number) => {
    while (started.length < count) await new Promise<void>((resolve) => waiting.push(() => resolve()));
  };
  return { started, start, untilStarted };
}

describe('supervision', () => {
  test('a part that ends by itself is started again and the reader is told', async () => {
    const { started, start, untilStarted } = processes();
    const lines: string[] = [];
    const part = await supervise(
      { name: 'worker', start },
      { report: (line) => lines.push(line), minDelayMs: 1 },
    );
    started[0]?.end();
    await untilStarted(2);
    started[1]?.end();
    await untilStarted(3);
    await part.stop();
    expect(lines.filter((line) => line === 'worker ended unexpectedly; starting it again …')).toHaveLength(2);
    expect(started[2]?.stopped).toBe(true);
  });

  test('a part that was stopped stays stopped', async () => {
    const { started, start } = processes();
    const part = await supervise({ name: 'worker', start }, { report: () => undefined, minDelayMs: 1 });
    await part.stop();
    expect(started).toHaveLength(1);
    expect(part.current()).toBeUndefined();
  });

  test('a part that is held back is started again when it is let go, and not before', async () => {
    const { started, start, untilStarted } = processes();
    const ended = Promise.withResolvers<undefined>();
    const report = () => ended.resolve(undefined);
    const part = await supervise({ name: 'temporal', start }, { report, minDelayMs: 1 });
    const letGo = part.holdBack();
    started[0]?.end();
    await ended.promise;
    expect(part.current()).toBeUndefined();
    letGo();
    await untilStarted(2);
    await part.stop();
    expect(started).toHaveLength(2);
  });

  test('a part that is held back can be stopped', async () => {
    const { started, start } = processes();
    const ended = Promise.withResolvers<undefined>();
    const report = () => ended.resolve(undefined);
    const part = await supervise({ name: 'temporal', start }, { report, minDelayMs: 1 });
    part.holdBack();
    started[0]?.end();
    await ended.promise;
    await part.stop();
    expect(started).toHaveLength(1);
  });

  test('a stop during the wait for a restart ends the wait', async () => {
    const { started, start } = processes();
    const ended = Promise.withResolvers<undefined>();
    const report = () => ended.resolve(undefined);
    const part = await supervise({ name: 'worker', start }, { report, minDelayMs: 60_000 });
    started[0]?.end();
    await ended.promise;
    await part.stop();
    expect(started).toHaveLength(1);
  });

  test('a failing restart is repeated', async () => {
    const { started, start, untilStarted } = processes();
    let failures = 2;
    const lines: string[] = [];
    const shaky = async () => {
      if (started.length > 0 && failures > 0) {
        failures -= 1;
        throw new Error('not yet');
      }
      return start();
    };
    const options = { report: (line: string) => lines.push(line), minDelayMs: 1, maxDelayMs: 2 };
    const part = await supervise({ name: 'worker', start: shaky }, options);
    started[0]?.end();
    await untilStarted(2);
    await part.stop();
    expect(lines.filter((line) => line.includes('not yet. Trying again.'))).toHaveLength(2);
  });

  test('a first start that fails is the caller’s to handle', async () => {
    const start = () => Promise.reject(new Error('no such program'));
    await expect(supervise({ name: 'worker', start }, { report: () => undefined })).rejects.toThrow(
      'no such program',
    );
  });
});
