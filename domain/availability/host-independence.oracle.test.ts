import { spawnSync } from 'node:child_process';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSlot } from './check-slot.ts';
import { listSlots } from './list-slots.ts';
import { randomQuery } from './testing/random-query.ts';

const childScript = `
  import { readFileSync } from 'node:fs';
  const { listSlots } = await import(${JSON.stringify(new URL('./list-slots.ts', import.meta.url))});
  const { checkSlot } = await import(${JSON.stringify(new URL('./check-slot.ts', import.meta.url))});
  const answers = JSON.parse(readFileSync(0, 'utf8')).map((query) => ({
    list: listSlots(query),
    check: checkSlot({ ...query, start: query.from }),
  }));
  process.stdout.write(JSON.stringify({ localHour: new Date(0).getHours(), answers }));
`;

describe('the process', () => {
  it('gives the same answer whatever zone it runs in', () => {
    const questions = fc.sample(randomQuery({ window: true }), { numRuns: 40, seed: 20_260_308 });
    const answers = questions.map((query) => ({
      list: listSlots(query),
      check: checkSlot({ ...query, start: query.from }),
    }));
    const here = JSON.parse(JSON.stringify(answers)) as unknown;
    const hours = ['UTC', 'America/New_York', 'Pacific/Kiritimati', 'Asia/Kathmandu'].map((zone) => {
      const child = spawnSync(process.execPath, ['--input-type=module', '--eval', childScript], {
        input: JSON.stringify(questions),
        env: { TZ: zone },
        encoding: 'utf8',
      });
      expect(child.stderr).toBe('');
      const there = JSON.parse(child.stdout) as { localHour: number; answers: unknown };
      expect(there.answers).toEqual(here);
      return there.localHour;
    });
    expect(new Set(hours).size).toBeGreaterThan(2);
  });
});
