import { describe, expect, it } from 'vitest';
import type { Schedule } from '#web/api/schemas.ts';
import {
  blockIssues,
  formOfSchedule,
  hasIssues,
  newScheduleForm,
  type ScheduleForm,
  scheduleInputOf,
  scheduleIssues,
  weeklyMinutes,
} from './schedule-form.ts';
import { nextBlock, reduceSchedule, type ScheduleAction } from './schedule-reducer.ts';

const schedule: Schedule = {
  id: 'sch_1',
  name: 'Hours',
  timeZone: 'Asia/Ho_Chi_Minh',
  weekly: [
    { weekday: 1, startMinute: 480, endMinute: 720 },
    { weekday: 1, startMinute: 810, endMinute: 1080 },
    { weekday: 7, startMinute: 1200, endMinute: 1440 },
  ],
  overrides: [
    { date: '2026-12-24', ranges: [] },
    { date: '2026-12-31', ranges: [{ startMinute: 540, endMinute: 660 }], title: 'Short day' },
  ],
  isDefault: true,
  validFrom: null,
  validUntil: '2027-06-30',
  version: 2,
  updatedAt: '2026-11-01T00:00:00.000Z',
};

const empty = (): ScheduleForm => ({
  ...newScheduleForm('UTC'),
  name: 'X',
  days: [[], [], [], [], [], [], []],
});
const apply = (form: ScheduleForm, ...actions: ScheduleAction[]): ScheduleForm =>
  actions.reduce(reduceSchedule, form);

describe('a schedule as a form', () => {
  it('loses nothing on its way through the form', () => {
    const { id, version, updatedAt, ...fields } = schedule;
    expect([id, version, updatedAt]).toHaveLength(3);
    expect(scheduleInputOf(formOfSchedule(schedule))).toEqual(fields);
  });

  it('shows midnight as 00:00 and sends it as minute 1440', () => {
    const form = formOfSchedule(schedule);
    expect(form.days[6]).toEqual([{ start: '20:00', end: '00:00' }]);
    expect(scheduleInputOf(form).weekly.at(-1)).toEqual({ weekday: 7, startMinute: 1200, endMinute: 1440 });
    expect(weeklyMinutes(form)).toBe(240 + 270 + 240);
  });

  it('sends blocks and dates in order, however they were entered', () => {
    const form = {
      ...empty(),
      days: [
        [
          { start: '14:00', end: '15:00' },
          { start: '09:00', end: '10:00' },
        ],
        ...empty().days.slice(1),
      ],
      overrides: [
        { key: 1, date: '2027-02-02', title: ' ', closed: true, blocks: [{ start: '09:00', end: '10:00' }] },
        { key: 2, date: '2027-01-01', title: ' New Year ', closed: true, blocks: [] },
      ],
    };
    const input = scheduleInputOf(form);
    expect(input.weekly.map((block) => block.startMinute)).toEqual([540, 840]);
    expect(input.overrides).toEqual([
      { date: '2027-01-01', ranges: [], title: 'New Year' },
      { date: '2027-02-02', ranges: [] },
    ]);
  });
});

describe('blockIssues', () => {
  it('lets blocks touch but not overlap', () => {
    const blocks = [
      { start: '09:00', end: '12:00' },
      { start: '12:00', end: '13:00' },
      { start: '11:00', end: '11:30' },
    ];
    expect(blockIssues(blocks)).toEqual([undefined, undefined, 'overlap']);
  });

  it('names missing, empty and midnight-crossing blocks', () => {
    const blocks = [
      { start: '', end: '12:00' },
      { start: 'nine', end: '12:00' },
      { start: '12:00', end: '12:00' },
      { start: '22:00', end: '02:00' },
      { start: '22:00', end: '00:00' },
    ];
    expect(blockIssues(blocks)).toEqual(['missing', 'missing', 'empty', 'crosses_midnight', undefined]);
  });
});

describe('scheduleIssues', () => {
  it('finds a missing name, wrong validity, missing and doubled dates', () => {
    const day = { title: '', closed: true, blocks: [] };
    const issues = scheduleIssues({
      ...empty(),
      name: ' ',
      validFrom: '2027-01-02',
      validUntil: '2027-01-01',
      overrides: [
        { key: 1, date: '2027-01-01', ...day },
        { key: 2, date: '2027-01-01', ...day },
        { key: 3, date: '', ...day },
      ],
    });
    expect(issues).toMatchObject({ name: true, validity: true });
    expect(issues.overrides.map((override) => override.date)).toEqual([undefined, 'duplicate_date', 'date']);
    expect(hasIssues(issues)).toBe(true);
  });

  it('is content with a fresh schedule that has a name, and ignores hours of a closed date', () => {
    const closed = { key: 1, date: '2027-01-01', title: '', closed: true, blocks: [{ start: 'x', end: '' }] };
    expect(hasIssues(scheduleIssues({ ...newScheduleForm('UTC'), name: 'X', overrides: [closed] }))).toBe(
      false,
    );
  });
});

describe('editing', () => {
  it('splits a block at midnight into two that mean the same, from Sunday into Monday', () => {
    const sunday = apply(
      empty(),
      { type: 'addBlock', day: 6 },
      {
        type: 'setBlock',
        day: 6,
        index: 0,
        block: { start: '22:00', end: '02:30' },
      },
    );
    const split = apply(sunday, { type: 'splitAtMidnight', day: 6, index: 0 });
    expect(scheduleInputOf(split).weekly).toEqual([
      { weekday: 1, startMinute: 0, endMinute: 150 },
      { weekday: 7, startMinute: 1320, endMinute: 1440 },
    ]);
    expect(hasIssues(scheduleIssues(split))).toBe(false);
  });

  it('leaves a block that does not cross midnight in one piece', () => {
    const form = newScheduleForm('UTC');
    expect(apply(form, { type: 'splitAtMidnight', day: 0, index: 0 })).toBe(form);
  });

  it('copies a day over others without tying them together', () => {
    const copied = apply(newScheduleForm('UTC'), { type: 'copyDay', day: 0, to: [5, 6] });
    const edited = apply(copied, { type: 'setBlock', day: 5, index: 0, block: { end: '12:00' } });
    expect(edited.days[0]).toEqual([{ start: '09:00', end: '17:00' }]);
    expect(edited.days[5]).toEqual([{ start: '09:00', end: '12:00' }]);
    expect(edited.days[6]).toEqual([{ start: '09:00', end: '17:00' }]);
  });

  it('adds blocks after the last one and never past midnight', () => {
    expect(nextBlock([])).toEqual({ start: '09:00', end: '17:00' });
    expect(nextBlock([{ start: '09:00', end: '12:00' }])).toEqual({ start: '13:00', end: '15:00' });
    expect(nextBlock([{ start: '09:00', end: '22:00' }])).toEqual({ start: '23:00', end: '00:00' });
    expect(nextBlock([{ start: '09:00', end: '00:00' }])).toEqual({ start: '', end: '' });
  });

  it('gives a date hours when it opens and closes it when the last goes', () => {
    const added = apply(empty(), { type: 'addOverride', date: '2027-01-01' });
    const open = apply(added, { type: 'setOverride', key: 1, fields: { closed: false } });
    expect(open.overrides[0]).toMatchObject({ closed: false, blocks: [{ start: '09:00', end: '17:00' }] });
    const closed = apply(open, { type: 'removeOverrideBlock', key: 1, index: 0 });
    expect(closed.overrides[0]).toMatchObject({ closed: true, blocks: [] });
    expect(apply(closed, { type: 'removeOverride', key: 1 }).overrides).toEqual([]);
  });

  it('never gives two dates the same key', () => {
    const form = apply(
      formOfSchedule(schedule),
      { type: 'addOverride', date: '2027-01-01' },
      { type: 'removeOverride', key: 1 },
      { type: 'addOverride', date: '2027-01-02' },
    );
    const keys = form.overrides.map((override) => override.key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
