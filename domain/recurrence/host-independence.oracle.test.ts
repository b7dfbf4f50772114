import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

/** Runs alone in a process: a clock that was moved before anything is imported, then every kind of answer. */
const program = `
  const now = Number(process.env.FAKE_NOW);
  const RealDate = Date;
  globalThis.Date = class extends RealDate {
    constructor(...parts) {
      if (parts.length === 0) super(now);
      else super(...parts);
    }
    static now() { return now; }
  };
  const { expand } = await import(process.env.ENGINE + 'recurrence/expand.ts');
  const { editFollowing } = await import(process.env.ENGINE + 'recurrence/edit-series.ts');
  const { describeRule } = await import(process.env.ENGINE + 'recurrence/describe-rule.ts');
  const { resolveWallTime, wallTimeOf } = await import(process.env.ENGINE + 'time.ts');
  const zones = ['America/New_York', 'Europe/Berlin', 'Europe/Dublin', 'Australia/Lord_Howe', 'Asia/Beirut'];
  const rules = ['FREQ=DAILY', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO', 'FREQ=MONTHLY;BYMONTHDAY=-1', 'FREQ=MONTHLY;BYDAY=1SU,-1SU;COUNT=40', 'FREQ=WEEKLY;BYDAY=SU;UNTIL=20260601T000000Z'];
  const out = [];
  for (const zone of zones) {
    for (const clock of ['00:00:00', '01:30:00', '02:30:00']) {
      out.push(resolveWallTime(zone, 2024, 11, 3, Number(clock.slice(0, 2)), Number(clock.slice(3, 5))));
      out.push(resolveWallTime(zone, 2026, 10, 25, Number(clock.slice(0, 2)), Number(clock.slice(3, 5))));
      for (const rule of rules) {
        const series = { zone, start: '2024-01-07T' + clock, duration: { milliseconds: 1800000 }, rule, removed: ['2026-03-08T02:30:00'], added: ['2026-03-29T02:30:00'], overrides: [], details: {} };
        const window = { from: Date.UTC(2026, 1, 1), to: Date.UTC(2026, 5, 1) };
        const { instances } = expand(series, window);
        out.push(instances.map(({ start, end, clock }) => [start, end, clock]));
        out.push(editFollowing(series, instances.at(-1).id, {}).earlier.rule);
        out.push(describeRule(rule, series, 'en'));
      }
    }
    out.push(wallTimeOf(Date.UTC(2024, 10, 3, 6, 30), zone));
  }
  process.stdout.write(JSON.stringify(out));
`;

const engine = new URL('../', import.meta.url).href;
const run = promisify(execFile);

const answers = async (timeZone: string, now: string): Promise<string> => {
  const env = { TZ: timeZone, FAKE_NOW: String(Date.parse(now)), ENGINE: engine };
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', program], {
    env,
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
};

describe('the same answers', () => {
  it('on every host zone and at every date of the year', async () => {
    const reference = await answers('UTC', '2026-01-15T12:00:00Z');
    expect(reference.length).toBeGreaterThan(50_000);
    const hosts = [
      ['UTC', '2026-07-15T12:00:00Z'],
      ['America/New_York', '2026-01-15T12:00:00Z'],
      ['America/New_York', '2024-11-03T05:45:00Z'],
      ['Pacific/Apia', '2011-12-30T12:00:00Z'],
      ['Asia/Kolkata', '2031-03-30T01:00:00Z'],
    ] as const;
    for (const [timeZone, now] of hosts) {
      expect((await answers(timeZone, now)) === reference, `${timeZone} at ${now}`).toBe(true);
    }
  });
});
