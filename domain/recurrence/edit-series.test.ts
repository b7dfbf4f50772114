import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignStart, editAll, editFollowing, editOne, removeFollowing, removeOne } from './edit-series.ts';
import { expand, type Instance } from './expand.ts';
import type { Series } from './series.ts';
import { validateSeries } from './validate.ts';

type Details = { title: string; room?: string };

const hour = 3_600_000;

/** Tuesdays at 9 in New York; the clocks change on 8 March. */
const series = (change: Partial<Series<Details>> = {}): Series<Details> => ({
  zone: 'America/New_York',
  start: '2026-02-03T09:00:00',
  duration: { milliseconds: hour },
  rule: 'FREQ=WEEKLY;BYDAY=TU',
  removed: [],
  added: [],
  overrides: [],
  details: { title: 'Standup' },
  ...change,
});

const span = { from: Date.UTC(2026, 0, 1), to: Date.UTC(2026, 3, 1) };
const instances = (one: Series<Details> | null) => (one === null ? [] : expand(one, span).instances);
const walls = (one: Series<Details> | null): string[] =>
  instances(one).map(({ wallStart }) => wallStart.slice(5, 16));

const tuesdays = ['02-03', '02-10', '02-17', '02-24', '03-03', '03-10', '03-17', '03-24', '03-31'].map(
  (date) => `${date}T09:00`,
);

describe('this instance', () => {
  it('moves alone, keeps its id and can be moved again', () => {
    const moved = editOne(series(), '2026-02-10T09:00:00', {
      start: '2026-02-11T15:00:00',
      details: { room: 'A' },
    });
    const again = editOne(moved, '2026-02-10T09:00:00', { details: { title: 'Review' } });
    expect(walls(again)).toEqual([tuesdays[0], '02-11T15:00', ...tuesdays.slice(2)]);
    expect(again.overrides).toEqual([
      { id: '2026-02-10T09:00:00', start: '2026-02-11T15:00:00', details: { room: 'A', title: 'Review' } },
    ]);
  });

  it('is found by its instant as well as by its wall time', () => {
    const moved = editOne(series(), '2026-02-10T14:00:00Z', { duration: { milliseconds: 2 * hour } });
    expect(instances(moved).map(({ start, end }) => (end - start) / hour)).toEqual([
      1, 2, 1, 1, 1, 1, 1, 1, 1,
    ]);
  });

  it('is taken out alone, with its own changes', () => {
    const moved = editOne(series(), '2026-02-10T09:00:00', { start: '2026-02-11T15:00:00' });
    const without = removeOne(moved, '2026-02-10T09:00:00');
    expect(walls(without)).toEqual([tuesdays[0], ...tuesdays.slice(2)]);
    expect(without.overrides).toEqual([]);
  });

  it('must exist', () => {
    const without = removeOne(series(), '2026-02-10T09:00:00');
    for (const id of [
      '2026-02-10T09:00:00',
      '2026-02-11T09:00:00',
      '2026-02-03T10:00:00',
      '2026-01-27T09:00:00',
    ]) {
      expect(() => editOne(without, id, {})).toThrow(RangeError);
      expect(() => removeOne(without, id)).toThrow(RangeError);
      expect(() => editAll(without, id, {})).toThrow(RangeError);
      expect(() => editFollowing(without, id, {})).toThrow(RangeError);
      expect(() => removeFollowing(without, id)).toThrow(RangeError);
    }
  });

  it('leaves the series it was given alone', () => {
    const frozen = Object.freeze(series());
    editOne(frozen, '2026-02-10T09:00:00', { details: { room: 'A' } });
    removeOne(frozen, '2026-02-10T09:00:00');
    editFollowing(frozen, '2026-02-10T09:00:00', { details: { room: 'A' } });
    expect(frozen).toEqual(series());
  });
});

describe('this and following', () => {
  it('ends the earlier series before the instance and starts the later one with it', () => {
    const { earlier, later } = editFollowing(series(), '2026-03-03T09:00:00', {
      start: '2026-03-03T11:30:00',
    });
    expect(earlier?.rule).toBe('FREQ=WEEKLY;BYDAY=TU;UNTIL=20260303T135959Z');
    expect(walls(earlier)).toEqual(tuesdays.slice(0, 4));
    expect(later.start).toBe('2026-03-03T11:30:00');
    expect(walls(later)).toEqual(['03-03T11:30', '03-10T11:30', '03-17T11:30', '03-24T11:30', '03-31T11:30']);
  });

  it('has no earlier series when it begins with the first instance that takes place', () => {
    expect(editFollowing(series(), '2026-02-03T09:00:00', {}).earlier).toBeNull();
    const without = removeOne(series(), '2026-02-03T09:00:00');
    expect(editFollowing(without, '2026-02-10T09:00:00', {}).earlier).toBeNull();
  });

  it('shares a count between the two, with removed ones counted and added ones not', () => {
    const counted = series({
      rule: 'FREQ=WEEKLY;COUNT=8',
      removed: ['2026-02-10T09:00:00'],
      added: ['2026-02-12T09:00:00'],
    });
    const { earlier, later } = editFollowing(counted, '2026-03-03T09:00:00', { details: { title: 'Late' } });
    expect(later.rule).toBe('FREQ=WEEKLY;COUNT=4');
    expect([...walls(earlier), ...walls(later)]).toEqual(walls(counted));
    expect(instances(later).every(({ details }) => details.title === 'Late')).toBe(true);
    expect(instances(earlier).every(({ details }) => details.title === 'Standup')).toBe(true);
  });

  it('gives each side its own exceptions, moved with it', () => {
    const edited = series({
      removed: ['2026-02-10T09:00:00', '2026-03-10T09:00:00'],
      added: ['2026-02-12T09:00:00', '2026-03-12T13:00:00Z'],
      overrides: [
        { id: '2026-02-17T09:00:00', start: '2026-02-18T09:00:00' },
        { id: '2026-03-17T09:00:00', start: '2026-03-18T16:00:00' },
      ],
    });
    const { earlier, later } = editFollowing(edited, '2026-03-03T09:00:00', { start: '2026-03-03T10:00:00' });
    expect(walls(earlier)).toEqual(['02-03T09:00', '02-12T09:00', '02-18T09:00', '02-24T09:00']);
    expect(walls(later)).toEqual(['03-03T10:00', '03-12T10:00', '03-18T16:00', '03-24T10:00', '03-31T10:00']);
    expect(later.overrides).toEqual([{ id: '2026-03-17T10:00:00', start: '2026-03-18T16:00:00' }]);
  });

  it('ends an all-day series by a date', () => {
    const days = series({ start: '2026-02-03T00:00:00', duration: { days: 1 } });
    const { earlier } = editFollowing(days, '2026-03-10T00:00:00', {});
    expect(earlier?.rule).toBe('FREQ=WEEKLY;BYDAY=TU;UNTIL=20260309');
    expect(walls(earlier)).toHaveLength(5);
  });

  it('splits at an added instance and loses none', () => {
    const edited = series({ added: ['2026-02-12T09:00:00'] });
    const { earlier, later } = editFollowing(edited, '2026-02-12T09:00:00', {});
    expect(walls(earlier)).toEqual(tuesdays.slice(0, 2));
    expect(walls(later)).toEqual(['02-12T09:00', ...tuesdays.slice(2)]);
  });

  it.each(['FREQ=WEEKLY;COUNT=4', 'FREQ=WEEKLY;UNTIL=20260224T140000Z', 'FREQ=WEEKLY;UNTIL=20260224'])(
    'brings nothing back when it splits at an instance added after the end of the rule: %s',
    (rule) => {
      const edited = series({ rule, added: ['2026-03-25T09:00:00', '2026-03-27T09:00:00'] });
      const { earlier, later } = editFollowing(edited, '2026-03-25T09:00:00', {});
      expect(earlier?.rule).toBe(rule);
      expect(walls(earlier)).toEqual(tuesdays.slice(0, 4));
      expect(walls(later)).toEqual(['03-25T09:00', '03-27T09:00']);
      expect(walls(removeFollowing(edited, '2026-03-27T09:00:00'))).toEqual([
        ...tuesdays.slice(0, 4),
        '03-25T09:00',
      ]);
    },
  );

  it('splits at the second showing of a repeated time and stays there', () => {
    const edited = series({
      start: '2026-10-01T01:30:00',
      rule: 'FREQ=DAILY;COUNT=3',
      added: ['2026-11-01T06:30:00Z'],
    });
    const { later } = editFollowing(edited, '2026-11-01T06:30:00Z', {});
    const { instances: found } = expand(later, { from: Date.UTC(2026, 9, 30), to: Date.UTC(2026, 10, 3) });
    expect(found.map(({ start }) => new Date(start).toISOString())).toEqual(['2026-11-01T06:30:00.000Z']);
  });

  it('keeps instances added before the first of the rule', () => {
    const edited = series({ added: ['2026-01-20T09:00:00', '2026-01-22T09:00:00'] });
    const { earlier, later } = editFollowing(edited, '2026-02-03T09:00:00', {});
    expect(walls(earlier)).toEqual(['01-20T09:00', '01-22T09:00']);
    expect(walls(later)).toEqual(tuesdays);
  });

  it('keeps the rhythm of the rule in the middle of a week', () => {
    const rule = 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR';
    const biweekly = series({ start: '2026-02-02T09:00:00', rule });
    const { earlier, later } = editFollowing(biweekly, '2026-02-18T09:00:00', {});
    expect([...walls(earlier), ...walls(later)]).toEqual(walls(biweekly));
  });

  it('deletes what follows', () => {
    expect(walls(removeFollowing(series(), '2026-03-03T09:00:00'))).toEqual(tuesdays.slice(0, 4));
    expect(removeFollowing(series(), '2026-02-03T09:00:00')).toBeNull();
  });

  it('finds the same instances as before in any series split anywhere, when nothing is changed', () => {
    const rules = [
      'FREQ=WEEKLY;COUNT=6',
      'FREQ=DAILY;UNTIL=20260120',
      'FREQ=DAILY',
      'FREQ=DAILY;INTERVAL=3;COUNT=20',
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,SU;WKST=SU',
      'FREQ=WEEKLY;BYDAY=MO,TU,WE;BYSETPOS=-1',
      'FREQ=MONTHLY;BYMONTHDAY=1,15,-1;COUNT=9',
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-1',
      'FREQ=YEARLY;BYMONTH=2,3;BYDAY=2TU;UNTIL=20270101T000000Z',
    ];
    const zones = ['America/New_York', 'Europe/Berlin', 'Pacific/Auckland', 'Asia/Beirut'];
    const clocks = ['00:00:00', '01:30:00', '02:30:00', '23:45:00'];
    const pick = fc.integer({ min: 0, max: 60 });
    const exceptions = fc.array(pick, { maxLength: 3 });
    const extra = fc.subarray(['2025-12-30T10:00:00', '2026-02-10T11:00:00', '2026-03-15T16:00:00Z']);
    const asEvent = ({ start, end, details }: Instance<Details>) => JSON.stringify([start, end, details]);
    fc.assert(
      fc.property(
        fc.constantFrom(...rules),
        fc.constantFrom(...zones),
        fc.constantFrom(...clocks),
        fc.record({ gone: exceptions, moved: exceptions, added: extra }),
        pick,
        (rule, zone, clock, { gone, moved, added }, at) => {
          const aligned = alignStart(series({ rule, zone, start: `2026-01-05T${clock}` }));
          let whole: Series<Details> = { ...aligned, added };
          for (const index of moved) {
            const target = instances(whole)[index];
            if (target === undefined) continue;
            const start = `2026-0${(index % 3) + 1}-1${index % 10}T12:00:00`;
            whole = editOne(whole, target.id, { start, details: { room: String(index) } });
          }
          for (const index of gone) {
            const target = instances(whole)[index];
            if (target !== undefined) whole = removeOne(whole, target.id);
          }
          const all = instances(whole);
          const split = all[at % Math.max(all.length, 1)];
          fc.pre(split !== undefined);
          const { earlier, later } = editFollowing(whole, split?.id ?? '', {});
          const both = [...instances(earlier), ...instances(later)];
          expect(both.map(asEvent).sort()).toEqual(all.map(asEvent).sort());
          expect(validateSeries(later)).toEqual([]);
          expect(earlier === null ? [] : validateSeries(earlier)).toEqual([]);
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('all instances', () => {
  it('move by the same distance on the clock, with the end of the rule and the exceptions', () => {
    const edited = series({
      rule: 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20260310T130000Z',
      removed: ['2026-02-10T09:00:00'],
      overrides: [{ id: '2026-02-24T09:00:00', details: { room: 'A' } }],
    });
    const later = editAll(edited, '2026-02-17T09:00:00', { start: '2026-02-17T14:00:00' });
    expect(walls(later)).toEqual(['02-03T14:00', '02-17T14:00', '02-24T14:00', '03-03T14:00', '03-10T14:00']);
    expect(later.rule).toBe('FREQ=WEEKLY;BYDAY=TU;UNTIL=20260310T180000Z');
    expect(instances(later).map(({ details }) => details.room)).toEqual([
      undefined,
      undefined,
      'A',
      undefined,
      undefined,
    ]);
  });

  it('change their weekday together when the rule has one', () => {
    const moved = editAll(series(), '2026-02-10T09:00:00', { start: '2026-02-12T09:00:00' });
    expect(moved.rule).toBe('FREQ=WEEKLY;BYDAY=TH');
    expect(walls(moved).slice(0, 3)).toEqual(['02-05T09:00', '02-12T09:00', '02-19T09:00']);
  });

  it.each(['FREQ=WEEKLY;BYDAY=TU,TH', 'FREQ=MONTHLY;BYDAY=1TU', 'FREQ=WEEKLY;BYDAY=TU;BYMONTH=2,3'])(
    'need a new rule to move to another day: %s',
    (rule) => {
      expect(() =>
        editAll(series({ rule }), '2026-02-03T09:00:00', { start: '2026-02-04T09:00:00' }),
      ).toThrow(RangeError);
    },
  );

  it('need a new rule when the instance that is moved stays on its day and those of the rule do not', () => {
    const late = series({
      start: '2026-02-03T23:30:00',
      rule: 'FREQ=MONTHLY;BYDAY=1TU',
      added: ['2026-02-12T12:00:00'],
    });
    expect(() => editAll(late, '2026-02-12T12:00:00', { start: '2026-02-12T13:00:00' })).toThrow(RangeError);
  });

  it('leave no exception behind in a month that has no such day', () => {
    const monthly = series({
      start: '2026-01-30T09:00:00',
      rule: 'FREQ=MONTHLY',
      removed: ['2026-05-30T09:00:00'],
      overrides: [
        { id: '2026-03-30T09:00:00', details: { room: 'A' } },
        { id: '2026-04-30T09:00:00', details: { room: 'B' } },
      ],
    });
    const moved = editAll(monthly, '2026-01-30T09:00:00', { start: '2026-01-31T09:00:00' });
    expect(moved.overrides).toEqual([{ id: '2026-03-31T09:00:00', details: { room: 'A' } }]);
    expect(moved.removed).toEqual(['2026-05-31T09:00:00']);
  });

  it.each(['99991231T235959Z', '99991231T235959', '99991231'])(
    'keep an end that means never: %s',
    (until) => {
      const edited = series({ rule: `FREQ=WEEKLY;UNTIL=${until}` });
      const moved = editAll(edited, '2026-02-03T09:00:00', { start: '2026-02-04T10:00:00' });
      expect(moved.rule).toBe(edited.rule);
      expect(walls(moved)).toHaveLength(8);
    },
  );

  it('move by the same distance on the clock, whatever the rule', () => {
    const rules = [
      'FREQ=DAILY',
      'FREQ=WEEKLY;BYDAY=MO,TH;COUNT=9',
      'FREQ=MONTHLY;BYDAY=2TU,-1FR',
      'FREQ=DAILY;INTERVAL=3;UNTIL=20260320',
    ];
    const cases = fc.record({
      rule: fc.constantFrom(...rules),
      zone: fc.constantFrom('America/New_York', 'Pacific/Auckland', 'America/Havana'),
      hours: fc.integer({ min: -9, max: 14 }),
      at: fc.nat({ max: 50 }),
    });
    fc.assert(
      fc.property(cases, ({ rule, zone, hours, at }) => {
        const whole = alignStart(series({ rule, zone, start: '2026-01-06T09:30:00' }));
        const all = instances(whole);
        const shifted = (wall: string) =>
          new Date(Date.parse(`${wall}Z`) + hours * hour).toISOString().slice(0, 19);
        const id = all[at % all.length]?.id ?? '';
        const moved = editAll(whole, id, { start: shifted(id) });
        const wide = { from: span.from - 24 * hour, to: span.to + 24 * hour };
        const found = new Set(expand(moved, wide).instances.map(({ wallStart }) => wallStart));
        expect(all.map(({ wallStart }) => shifted(wallStart)).filter((wall) => !found.has(wall))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('keep an end that is a time on the clock', () => {
    const edited = series({
      zone: 'Europe/Berlin',
      start: '2026-03-27T01:45:00',
      rule: 'FREQ=DAILY;UNTIL=20260329T023000',
    });
    const moved = editAll(edited, '2026-03-27T01:45:00', { start: '2026-03-27T02:45:00' });
    expect(moved.rule).toBe('FREQ=DAILY;UNTIL=20260329T033000');
    expect(walls(moved)).toEqual(['03-27T02:45', '03-28T02:45', '03-29T02:45']);
  });

  it('start with the first occurrence of a new rule and drop exceptions it does not have', () => {
    const edited = series({
      removed: ['2026-02-10T09:00:00', '2026-02-12T09:00:00'],
      overrides: [
        { id: '2026-02-17T09:00:00', details: { room: 'A' } },
        { id: '2026-02-24T09:00:00', details: { room: 'B' } },
      ],
      rule: 'FREQ=WEEKLY;BYDAY=TU,TH',
    });
    const changed = editAll(edited, '2026-02-03T09:00:00', { rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TH' });
    expect(changed.start).toBe('2026-02-05T09:00:00');
    expect(changed.removed).toEqual([]);
    expect(changed.overrides).toEqual([]);
    expect(walls(changed)).toEqual(['02-05T09:00', '02-19T09:00', '03-05T09:00', '03-19T09:00']);
  });

  it('include the instance edited, whose own exception gives way to what is changed', () => {
    const edited = series({
      overrides: [
        { id: '2026-02-10T09:00:00', start: '2026-02-10T12:00:00', details: { title: 'Own', room: 'A' } },
      ],
    });
    const changed = editAll(edited, '2026-02-10T09:00:00', {
      start: '2026-02-10T10:00:00',
      details: { title: 'New' },
    });
    expect(walls(changed).slice(0, 3)).toEqual(['02-03T10:00', '02-10T10:00', '02-17T10:00']);
    expect(instances(changed)[1]?.details).toEqual({ title: 'New', room: 'A' });
  });

  it('keep their wall time when the series moves to another zone', () => {
    const edited = series({
      rule: 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20260310T130000Z',
      removed: ['2026-02-10T14:00:00Z'],
    });
    const moved = editAll(edited, '2026-02-03T09:00:00', { zone: 'Asia/Ho_Chi_Minh' });
    expect(walls(moved)).toEqual(walls(edited));
    expect(new Date(instances(moved)[0]?.start ?? 0).toISOString()).toBe('2026-02-03T02:00:00.000Z');
    expect(moved.rule).toBe('FREQ=WEEKLY;BYDAY=TU;UNTIL=20260310T020000Z');
  });

  it('can stop repeating', () => {
    expect(walls(editAll(series(), '2026-02-03T09:00:00', { rule: null }))).toEqual(['02-03T09:00']);
  });
});

describe('alignStart', () => {
  it('moves the start to the first occurrence', () => {
    expect(alignStart(series({ start: '2026-02-04T09:00:00' })).start).toBe('2026-02-10T09:00:00');
    expect(alignStart(series()).start).toBe('2026-02-03T09:00:00');
    expect(alignStart(series({ rule: null })).start).toBe('2026-02-03T09:00:00');
  });

  it('refuses a rule that never occurs', () => {
    expect(() => alignStart(series({ rule: 'FREQ=DAILY;INTERVAL=7;BYDAY=WE' }))).toThrow(RangeError);
  });
});
