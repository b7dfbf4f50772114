import { describe, expect, it } from 'vitest';
import type { Link } from '#web/api/schemas.ts';
import { en } from '#web/i18n/host/en/index.ts';
import { vi } from '#web/i18n/host/vi/index.ts';
import { formFieldOf, linkIssues, linkIssueText } from './link-form-issues.ts';
import {
  choicesOf,
  formOfLink,
  type LinkForm,
  linkInputOf,
  newLinkForm,
  questionIdOf,
  slugOf,
} from './link-form-values.ts';

const link: Link = {
  id: 'lnk_1',
  ownerId: 'mbr_1',
  slug: 'intro-call',
  title: 'Intro call',
  description: 'Short',
  kind: 'collective',
  durationsMinutes: [15, 30],
  hostIds: ['mbr_1', 'mbr_2'],
  assignment: { strategy: 'round_robin', namedHostId: null, weights: {} },
  scheduleId: 'sch_1',
  stepMinutes: 20,
  bufferBeforeMinutes: 5,
  bufferAfterMinutes: 10,
  noticeMinutes: 2880,
  bookingWindow: { kind: 'range', from: '2026-12-01', to: '2026-12-31' },
  limits: [
    { period: 'day', count: 4 },
    { period: 'month', count: 30 },
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
  isActive: false,
  publicUrl: 'http://localhost:3000/an/intro-call',
  bookingCount: 3,
  version: 4,
  createdAt: '2026-11-01T00:00:00.000Z',
  updatedAt: '2026-11-01T00:00:00.000Z',
};

const valid = (changes: Partial<LinkForm> = {}): LinkForm => ({
  ...newLinkForm(),
  title: 'Intro',
  slug: 'intro',
  ...changes,
});

describe('a link as a form', () => {
  it('loses nothing on its way through the form', () => {
    const { id, ownerId, publicUrl, bookingCount, version, createdAt, updatedAt, ...fields } = link;
    expect([id, publicUrl, bookingCount, version, createdAt, updatedAt]).toHaveLength(6);
    expect(linkInputOf(formOfLink(link), ownerId)).toEqual(fields);
  });

  it('sends no hosts but the owner for one to one, whatever was chosen before', () => {
    const input = linkInputOf(valid({ kind: 'one_to_one', hostIds: ['mbr_2'] }), 'mbr_1');
    expect(input.hostIds).toEqual(['mbr_1']);
  });

  it.each<Link['assignment']>([
    { strategy: 'round_robin', namedHostId: null, weights: { mbr_1: 0, mbr_2: 30 } },
    { strategy: 'least_busy', namedHostId: null, weights: { mbr_2: 30 } },
    { strategy: 'priority', namedHostId: null, weights: {} },
    { strategy: 'named_host', namedHostId: 'mbr_2', weights: {} },
  ])('keeps how a round-robin link chooses its host: $strategy', (assignment) => {
    const input = linkInputOf(formOfLink({ ...link, kind: 'round_robin', assignment }), 'mbr_1');
    expect(input).toMatchObject({ kind: 'round_robin', hostIds: ['mbr_1', 'mbr_2'] });
    expect(input.assignment).toEqual(assignment);
  });

  it('sends the usual assignment for other kinds, whatever was chosen before', () => {
    const chosen = { strategy: 'named_host', namedHostId: 'mbr_2', weights: { mbr_2: '3' } } as const;
    for (const kind of ['one_to_one', 'collective'] as const)
      expect(linkInputOf(valid({ ...chosen, kind, hostIds: ['mbr_2'] }), 'mbr_1').assignment).toEqual({
        strategy: 'round_robin',
        namedHostId: null,
        weights: {},
      });
  });

  it('sends no weight that is empty, wrong or of somebody who does not host', () => {
    const weights = { mbr_1: '', mbr_2: '101', mbr_3: '5', mbr_4: '7' };
    const input = linkInputOf(
      valid({ kind: 'round_robin', hostIds: ['mbr_2', 'mbr_3'], strategy: 'priority', weights }),
      'mbr_1',
    );
    expect(input.assignment?.weights).toEqual({ mbr_3: 5 });
  });

  it('turns empty fields into nothing rather than zero', () => {
    const input = linkInputOf(
      valid({ step: '', scheduleId: '', limitDay: ' ', hasGuestLimit: false }),
      'mbr_1',
    );
    expect(input).toMatchObject({ stepMinutes: null, scheduleId: null, limits: [], guestLimit: null });
  });

  it('gives new questions ids of their own and keeps those that answers already use', () => {
    const blank = { questionId: '', kind: 'text' as const, required: false, choices: '' };
    const { questions } = linkInputOf(
      valid({
        questions: [
          { ...blank, label: 'Topic' },
          { ...blank, questionId: 'topic', label: 'Renamed' },
          { ...blank, label: 'Topic' },
          { ...blank, label: '???' },
        ],
      }),
      'mbr_1',
    );
    expect(questions?.map((question) => question.id)).toEqual(['topic_2', 'topic', 'topic_3', 'question']);
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

  it('reads choices line by line without blanks and doubles', () => {
    expect(choicesOf(' a \n\nb\na\n')).toEqual(['a', 'b']);
  });
});

describe('linkIssues', () => {
  const paths = (form: LinkForm): string[] => linkIssues(form).map((issue) => issue.path);

  it('finds nothing wrong with a sensible form', () => {
    expect(linkIssues(valid())).toEqual([]);
    expect(linkIssues(formOfLink(link))).toEqual([]);
  });

  it.each<[string, Partial<LinkForm>]>([
    ['title', { title: '  ' }],
    ['slug', { slug: 'Not OK' }],
    ['slug', { slug: '-x' }],
    ['durations', { durations: [] }],
    ['durations', { durations: [4] }],
    ['hostIds', { kind: 'collective', hostIds: [] }],
    ['hostIds', { kind: 'round_robin', hostIds: [] }],
    ['namedHostId', { kind: 'round_robin', hostIds: ['mbr_2'], strategy: 'named_host' }],
    ['weights.mbr_2', { kind: 'round_robin', hostIds: ['mbr_2'], weights: { mbr_2: '101' } }],
    ['locationValue', { locationKind: 'custom_url', locationValue: 'javascript:alert(1)' }],
    ['windowTo', { windowKind: 'range', windowFrom: '2026-12-02', windowTo: '2026-12-01' }],
    ['windowTo', { windowKind: 'range', windowFrom: '', windowTo: '' }],
    ['windowDays', { windowDays: '731' }],
    ['noticeAmount', { noticeAmount: '366', noticeUnit: 'days' }],
    ['bufferBefore', { bufferBefore: '-1' }],
    ['limitWeek', { limitWeek: '0' }],
    ['guestLimitDays', { hasGuestLimit: true, guestLimitDays: '1.5' }],
    ['approvalDeadline', { requiresApproval: true, approvalDeadline: '' }],
    ['hold', { hold: '61' }],
  ])('points at %s for %j', (path, changes) => {
    expect(paths(valid(changes))).toEqual([path]);
  });

  it('does not complain about fields that are not shown', () => {
    const hidden = valid({
      windowKind: 'rolling',
      windowFrom: 'x',
      approvalDeadline: '',
      strategy: 'named_host',
      weights: { mbr_2: 'x' },
      guestLimitCount: '',
    });
    expect(linkIssues(hidden)).toEqual([]);
  });

  it('wants words and two choices for a question', () => {
    const form = valid({
      questions: [{ questionId: '', label: ' ', kind: 'choice', required: false, choices: 'one' }],
    });
    expect(paths(form)).toEqual(['questions.0.label', 'questions.0.choices']);
  });

  it('has a text in both languages for every code', () => {
    const codes = [
      'title',
      'slug',
      'durations',
      'hosts',
      'namedHost',
      'url',
      'window',
      'choices',
      'label',
      'slug_taken',
      'range:1:60',
    ];
    for (const code of codes) {
      expect(linkIssueText(en, code)).not.toBe(code);
      expect(linkIssueText(vi, code)).not.toBe(linkIssueText(en, code));
    }
    expect(linkIssueText(en, 'range:1:60')).toContain('1 to 60');
  });
});

describe('formFieldOf', () => {
  it.each([
    ['title', 'title'],
    ['durationsMinutes.0', 'durations'],
    ['bookingWindow.to', 'windowTo'],
    ['location.value', 'locationValue'],
    ['assignment.strategy', 'strategy'],
    ['assignment.namedHostId', 'namedHostId'],
    ['assignment.weights.mbr_2', 'weights.mbr_2'],
    ['questions.2.label', 'questions.2.label'],
    ['questions.2.choices.1', 'questions.2.choices'],
    ['reminderMinutes.3', 'reminders'],
  ])('shows an error of %s at %s', (apiField, field) => {
    expect(formFieldOf(apiField)).toBe(field);
  });
});
