import { describe, expect, it } from 'vitest';
import type { Schedule } from '#web/api/schemas.ts';
import {
  newScheduleValues,
  type ScheduleValues,
  scheduleIssues,
  tidySchedule,
  valuesOfSchedule,
} from './schedule-values.ts';

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

const paths = (values: ScheduleValues): string[] =>
  scheduleIssues(values).map(({ path, code }) => `${path}: ${code}`);

const named = (changes: Partial<ScheduleValues> = {}): ScheduleValues => ({
  ...newScheduleValues('UTC'),
  name: 'X',
  ...changes,
});

describe('the values of a schedule', () => {
  it('are the request of the API itself: nothing is lost or added on the way through the editor', () => {
    const { id, version, updatedAt, ...fields } = schedule;
    expect([id, version, updatedAt]).toHaveLength(3);
    expect(tidySchedule(valuesOfSchedule(schedule))).toEqual(fields);
  });

  it('are sent in order, however they were entered, and with titles only where there are some', () => {
    const values = tidySchedule(
      named({
        weekly: [
          { weekday: 2, startMinute: 840, endMinute: 900 },
          { weekday: 1, startMinute: 840, endMinute: 900 },
          { weekday: 1, startMinute: 540, endMinute: 600 },
        ],
        overrides: [
          { date: '2027-02-02', title: ' ', ranges: [] },
          {
            date: '2027-01-01',
            title: ' New Year ',
            ranges: [
              { startMinute: 600, endMinute: 660 },
              { startMinute: 0, endMinute: 60 },
            ],
          },
        ],
      }),
    );
    expect(values.weekly.map((block) => [block.weekday, block.startMinute])).toEqual([
      [1, 540],
      [1, 840],
      [2, 840],
    ]);
    expect(values.overrides).toEqual([
      {
        date: '2027-01-01',
        title: 'New Year',
        ranges: [
          { startMinute: 0, endMinute: 60 },
          { startMinute: 600, endMinute: 660 },
        ],
      },
      { date: '2027-02-02', ranges: [] },
    ]);
  });
});

describe('scheduleIssues', () => {
  it('is content with a fresh schedule that has a name', () => {
    expect(scheduleIssues(named())).toEqual([]);
  });

  it('finds a missing name, wrong validity, missing and doubled dates', () => {
    const values = named({
      name: ' ',
      validFrom: '2027-01-02',
      validUntil: '2027-01-01',
      overrides: [
        { date: '2027-01-01', ranges: [] },
        { date: '2027-01-01', ranges: [] },
        { date: '', ranges: [] },
      ],
    });
    expect(paths(values)).toEqual([
      'name: name',
      'validUntil: validity',
      'overrides.1.date: duplicate_date',
      'overrides.2.date: date',
    ]);
  });

  it('names a wrong block by its place among all of the week, and only blocks of one day against each other', () => {
    const values = named({
      weekly: [
        { weekday: 3, startMinute: 540, endMinute: 600 },
        { weekday: 1, startMinute: 540, endMinute: 600 },
        { weekday: 3, startMinute: 570, endMinute: 660 },
        { weekday: 7, startMinute: Number.NaN, endMinute: 60 },
      ],
      overrides: [{ date: '2027-01-01', ranges: [{ startMinute: 60, endMinute: 60 }] }],
    });
    expect(paths(values)).toEqual(['weekly.2: overlap', 'weekly.3: missing', 'overrides.0.ranges.0: empty']);
  });
});
