import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';

const program = (niceness: number): string => `
  import { readFileSync, existsSync } from 'node:fs';
  import { getPriority } from 'node:os';
  import { giveWay } from '${import.meta.dirname}/give-way.ts';
  giveWay(${niceness});
  const group = existsSync('/proc/self/autogroup') ? readFileSync('/proc/self/autogroup', 'utf8') : '';
  console.log(getPriority(), /nice (-?\\d+)/.exec(group)?.[1] ?? 'none');`;

/** In a session of its own, as every process of an installation. */
const run = async (niceness: number): Promise<string> => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program(niceness)], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return (await text(child.stdout)).trim();
};

test.each([0, 12])(
  'a process that gives way by %i does so within its session and with it',
  async (niceness) => {
    const grouped = existsSync('/proc/self/autogroup') && readFileSync('/proc/self/autogroup').length > 0;
    expect(await run(niceness)).toBe(`${niceness} ${grouped ? niceness : 'none'}`);
  },
);
