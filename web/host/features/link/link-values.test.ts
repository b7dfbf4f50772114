import { describe, expect, it } from 'vitest';
import type { Link } from '#web/api/schemas.ts';
import { en } from '#web/i18n/host/en/index.ts';
import { vi } from '#web/i18n/host/vi/index.ts';
import { linkIssues, linkIssueText } from './link-issues.ts';
import {
  type LinkValues,
  newLinkValues,
  questionIdOf,
  refusalOfEntry,
  slugOf,
  tidyLink,
  valuesOfLink,
} from './link-values.ts';

const link: Link = {
  id: 'lnk_1',
  hostRequests: [],
  ownerId: 'mbr_1',
  slug: 'intro-call',
  title: 'Intro call',
  description: 'Short',
  kind: 'collective',
  capacity: 1,
  durationsMinutes: [15, 30],
  hostIds: ['mbr_1', 'mbr_2'],
  assignment: { strategy: 'round_robin', namedHostId: null, weights: {} },
  scheduleId: 'sch_1',
  stepMinutes: 20,
  startGrid: { kind: 'clock', offsetMinutes: 30 },
  bufferBeforeMinutes: 5,
  bufferAfterMinutes: 10,
  noticeMinutes: 2880,
  bookingWindow: { kind: 'range', from: '2026-12-01', to: '2026-12-31' },
  limits: [
    { period: 'day', count: 4, per: 'link' },
    { period: 'month', count: 30, per: 'link' },
  ],
  location: { kind: 'custom_url', value: 'https://meet.example.com/an' },
  requiresApproval: true,
  approvalDeadlineHours: 24,
  holdMinutes: 15,
  reminderMinutes: [1440, 60],
  questions: [
    { id: 'topic', label: 'Topic', kind: 'long_text', required: true },
    { id: 'level', label: 'Level', kind: 'choice', required: false, choices: ['New', 'Some'] },
  ],
  guestLimit: { count: 2, days: 7 },
  cancelNoticeMinutes: 1440,
  rescheduleNoticeMinutes: 60,
  mostFurtherGuests: 3,
  price: { amountMinor: 2500, currency: 'USD', taxBasisPoints: 1000 },
  refundPolicy: [{ minHoursBefore: 24, refundBasisPoints: 5000, feeMinor: 100 }],
  isActive: false,
  isHidden: true,
  redirectUrl: 'https://example.com/thanks',
  ownerName: 'An',
  canEdit: true,
  archivedAt: null,
  publicUrl: 'http://localhost:3000/an/intro-call',
  bookingCount: 3,
  version: 4,
  createdAt: '2026-11-01T00:00:00.000Z',
  updatedAt: '2026-11-01T00:00:00.000Z',
};

const valid = (changes: Partial<LinkValues> = {}): LinkValues => ({
  ...newLinkValues('mbr_1'),
  title: 'Intro',
  slug: 'intro',
  ...changes,
});

const assigned = (
  assignment: Partial<LinkValues['assignment']>,
  hostIds: string[] = ['mbr_1', 'mbr_2'],
): LinkValues =>
  valid({
    kind: 'round_robin',
    hostIds,
    assignment: { strategy: 'round_robin', namedHostId: null, weights: {}, ...assignment },
  });

describe('the values of a link', () => {
  it('are the request of the API itself: nothing is lost or added on the way through the editor', () => {
    const { id, ownerId, hostRequests, publicUrl, bookingCount, version, createdAt, updatedAt, ...shown } =
      link;
    const { ownerName, canEdit, archivedAt, ...fields } = shown;
    const others = [id, ownerId, hostRequests, publicUrl, bookingCount, version, createdAt, updatedAt];
    expect(others).toHaveLength(8);
    expect([ownerName, canEdit, archivedAt]).toHaveLength(3);
    expect(valuesOfLink(link)).toEqual(fields);
    expect(tidyLink(valuesOfLink(link))).toEqual(fields);
    expect(tidyLink(valuesOfLink({ ...link, redirectUrl: null })).redirectUrl).toBeNull();
  });

  it('are sent with no host but the owner for one to one, whoever was chosen before', () => {
    expect(tidyLink(valid({ kind: 'one_to_one', hostIds: ['mbr_1', 'mbr_2'] })).hostIds).toEqual(['mbr_1']);
  });

  it('are sent with no further guests for a group, whatever was chosen before', () => {
    expect(tidyLink(valid({ kind: 'group', capacity: 5, mostFurtherGuests: 3 })).mostFurtherGuests).toBe(0);
    expect(linkIssues(valid({ kind: 'group', capacity: 5, mostFurtherGuests: 99 }))).toEqual([]);
  });

  it.each<Link['assignment']>([
    { strategy: 'round_robin', namedHostId: null, weights: { mbr_1: 0, mbr_2: 30 } },
    { strategy: 'least_busy', namedHostId: null, weights: { mbr_2: 30 } },
    { strategy: 'priority', namedHostId: null, weights: {} },
    { strategy: 'named_host', namedHostId: 'mbr_2', weights: {} },
  ])('keep how a round-robin link chooses its host: $strategy', (assignment) => {
    const values = tidyLink(valuesOfLink({ ...link, kind: 'round_robin', assignment }));
    expect(values).toMatchObject({ kind: 'round_robin', hostIds: ['mbr_1', 'mbr_2'] });
    expect(values.assignment).toEqual(assignment);
  });

  it('are sent with the usual assignment for other kinds, whatever was chosen before', () => {
    const chosen = assigned({ strategy: 'named_host', namedHostId: 'mbr_2', weights: { mbr_2: 3 } });
    for (const kind of ['one_to_one', 'collective'] as const)
      expect(tidyLink({ ...chosen, kind }).assignment).toEqual({
        strategy: 'round_robin',
        namedHostId: null,
        weights: {},
      });
  });

  it('are sent without weights that are wrong or of somebody who does not host', () => {
    const weights = { mbr_1: Number.NaN, mbr_2: 101, mbr_3: 5, mbr_4: 7 };
    const values = assigned({ strategy: 'priority', weights }, ['mbr_1', 'mbr_2', 'mbr_3']);
    expect(tidyLink(values).assignment.weights).toEqual({ mbr_3: 5 });
  });

  it('are sent trimmed and in order, and without what a former kind has left behind', () => {
    const window = { kind: 'rolling' as const, days: 7, from: '2026-01-01' };
    const values = tidyLink(
      valid({
        title: ' Intro ',
        location: { kind: 'phone', value: ' 090 ' },
        durationsMinutes: [60, 15],
        reminderMinutes: [60, 1440],
        bookingWindow: window,
        approvalDeadlineHours: Number.NaN,
      }),
    );
    expect(values).toMatchObject({
      title: 'Intro',
      location: { kind: 'phone', value: '090' },
      durationsMinutes: [15, 60],
      reminderMinutes: [1440, 60],
      approvalDeadlineHours: 48,
    });
    expect(values.bookingWindow).toEqual({ kind: 'rolling', days: 7 });
  });

  it('give new questions ids of their own and keep those that answers already use', () => {
    const blank = { id: '', kind: 'text' as const, required: false, choices: ['left', 'behind'] };
    const { questions } = tidyLink(
      valid({
        questions: [
          { ...blank, label: 'Topic' },
          { ...blank, id: 'topic', label: ' Renamed ' },
          { ...blank, label: 'Topic' },
          { ...blank, label: '???' },
        ],
      }),
    );
    expect(questions.map(({ id }) => id)).toEqual(['topic_2', 'topic', 'topic_3', 'question']);
    expect(questions[1]).toEqual({ id: 'topic', label: 'Renamed', kind: 'text', required: false });
  });
});

describe('addresses and ids from words', () => {
  it('spells Vietnamese titles in plain letters', () => {
    expect(slugOf('Tư vấn: 30 phút với Đặng Ân!')).toBe('tu-van-30-phut-voi-dang-an');
    expect(slugOf('---')).toBe('');
    expect(slugOf('x'.repeat(80))).toHaveLength(64);
  });

  it('makes question ids the API accepts', () => {
    for (const label of ['Bạn muốn gì?', '2nd choice', '!!', 'A'.repeat(100), 'é'])
      expect(questionIdOf(label, new Set())).toMatch(/^[a-z][a-z0-9_]{0,31}$/);
  });
});

describe('linkIssues', () => {
  const paths = (values: LinkValues): string[] => linkIssues(values).map((issue) => issue.path);
  const range = (from: string, to: string) => ({ bookingWindow: { kind: 'range' as const, from, to } });

  it('finds nothing wrong with a sensible link', () => {
    expect(linkIssues(valid())).toEqual([]);
    expect(linkIssues(valuesOfLink(link))).toEqual([]);
  });

  it.each<[string, Partial<LinkValues>]>([
    ['title', { title: '  ' }],
    ['location.value', { location: { kind: 'in_person', value: ' ' } }],
    ['slug', { slug: 'Not OK' }],
    ['slug', { slug: '-x' }],
    ['durationsMinutes', { durationsMinutes: [] }],
    ['durationsMinutes', { durationsMinutes: [4] }],
    ['hostIds', { kind: 'collective', hostIds: ['mbr_1'] }],
    ['hostIds', { kind: 'round_robin', hostIds: ['mbr_1'] }],
    ['assignment.namedHostId', assigned({ strategy: 'named_host' })],
    ['assignment.weights.mbr_2', assigned({ weights: { mbr_2: 101 } })],
    ['location.value', { location: { kind: 'custom_url', value: 'javascript:alert(1)' } }],
    ['bookingWindow.to', range('2026-12-02', '2026-12-01')],
    ['bookingWindow.to', range('', '')],
    ['bookingWindow.days', { bookingWindow: { kind: 'rolling', days: 731 } }],
    ['bookingWindow.days', { bookingWindow: { kind: 'rolling', days: Number.NaN } }],
    ['noticeMinutes', { noticeMinutes: 366 * 1440 }],
    ['noticeMinutes', { noticeMinutes: 0.5 }],
    ['bufferBeforeMinutes', { bufferBeforeMinutes: -1 }],
    ['limits.0.count', { limits: [{ period: 'week', count: 0, per: 'link' }] }],
    ['startGrid.offsetMinutes', { startGrid: { kind: 'clock', offsetMinutes: 60 } }],
    ['startGrid.offsetMinutes', { startGrid: { kind: 'clock', offsetMinutes: Number.NaN } }],
    ['guestLimit.days', { guestLimit: { count: 1, days: 1.5 } }],
    ['approvalDeadlineHours', { requiresApproval: true, approvalDeadlineHours: Number.NaN }],
    ['holdMinutes', { holdMinutes: 61 }],
  ])('points at %s for %j', (path, changes) => {
    expect(paths(valid(changes))).toEqual([path]);
  });

  it('does not complain about fields that are not shown', () => {
    const weights = { mbr_2: Number.NaN };
    expect(linkIssues(valid({ approvalDeadlineHours: Number.NaN }))).toEqual([]);
    expect(linkIssues(assigned({ strategy: 'priority', weights }))).toEqual([]);
    expect(linkIssues({ ...assigned({ strategy: 'named_host', weights }), kind: 'collective' })).toEqual([]);
  });

  it('wants words and two choices for a question', () => {
    const values = valid({
      questions: [{ id: '', label: ' ', kind: 'choice', required: false, choices: ['one'] }],
    });
    expect(paths(values)).toEqual(['questions.0.label', 'questions.0.choices']);
  });

  it('has a text in both languages for every code', () => {
    const codes = [
      'title',
      'slug',
      'slug_taken',
      'durations',
      'hosts',
      'namedHost',
      'url',
      'notice',
      'window',
      'choices',
      'label',
      'range:1:60',
      'amount:0',
      'amount:2',
      'least:50:USD',
      'most:99999999:USD',
      'percent',
      'offStep',
      'tierRepeated',
      'tierMore',
      'feeAbovePrice',
      'tooManyTiers',
    ];
    for (const [language, messages] of [
      ['en', en],
      ['vi', vi],
    ] as const) {
      const texts = codes.map((code) => linkIssueText(messages, code, language));
      expect(new Set(texts).size).toBe(codes.length);
      expect(texts).not.toContain(messages.shell.refused);
      expect(linkIssueText(messages, 'a code of tomorrow', language)).toBe(messages.shell.refused);
    }
    expect(linkIssueText(en, 'range:1:60', 'en')).toBe('Enter a whole number from 1 to 60');
    expect(linkIssueText(vi, 'least:13500:VND', 'vi')).toBe('Nhập ít nhất 13.500 ₫');
  });
});

describe('an entry that is added to a list', () => {
  const bounds = { min: 5, max: 480, most: 3 };
  it.each([
    [[], 30, undefined],
    [[], 1000, 'bounds'],
    [[], 4, 'bounds'],
    [[], 7.5, 'bounds'],
    [[], Number.NaN, 'bounds'],
    [[30], 30, 'repeated'],
    [[15, 30, 45], 60, 'full'],
    [[15, 30, 45], 45, 'repeated'],
  ] as const)('to %j, %d is taken, or refused with the rule it breaks: %s', (list, entry, refused) => {
    expect(refusalOfEntry(list, entry, bounds)).toBe(refused);
  });
});
