import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';

/** Asked within the process itself: whether it is in such a group depends on how its session was started. */
const program = (niceness: number): string => `
  import { readFileSync } from 'node:fs';
  import { getPriority } from 'node:os';
  import { giveWay } from '${import.meta.dirname}/give-way.ts';
  const groupNice = () => {
    try {
      return Number(/nice (-?\\d+)/.exec(readFileSync('/proc/self/autogroup', 'utf8'))?.[1]);
    } catch {
      return NaN;
    }
  };
  const grouped = !Number.isNaN(groupNice());
  giveWay(${niceness});
  console.log(JSON.stringify({ niceness: getPriority(), group: grouped ? groupNice() : ${niceness} }));`;

/** In a session of its own, as every process of an installation. */
const run = async (niceness: number): Promise<unknown> => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program(niceness)], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(await text(child.stdout));
};

test.each([0, 12])(
  'a process that gives way by %i does so within its session and with it',
  async (niceness) => {
    expect(await run(niceness)).toEqual({ niceness, group: niceness });
  },
);
