import type { Link, LinkInput, Question } from '#web/api/schemas.ts';
import { minutesOf, spanParts } from '#web/time/span.ts';

type SpanUnit = 'minutes' | 'hours' | 'days';
export type QuestionForm = {
  /** Empty until saved once; answers are kept under it. */
  questionId: string;
  label: string;
  kind: Question['kind'];
  required: boolean;
  /** One choice a line. */
  choices: string;
};

/** What the form holds; numbers are text as typed. */
export type LinkForm = {
  title: string;
  slug: string;
  description: string;
  durations: number[];
  isActive: boolean;
  kind: Link['kind'];
  hostIds: string[];
  strategy: Link['assignment']['strategy'];
  namedHostId: string;
  /** By host; empty counts as 1. */
  weights: Record<string, string>;
  scheduleId: string;
  step: string;
  bufferBefore: string;
  bufferAfter: string;
  noticeAmount: string;
  noticeUnit: SpanUnit;
  windowKind: 'rolling' | 'range';
  windowDays: string;
  windowFrom: string;
  windowTo: string;
  limitDay: string;
  limitWeek: string;
  limitMonth: string;
  hasGuestLimit: boolean;
  guestLimitCount: string;
  guestLimitDays: string;
  locationKind: Link['location']['kind'];
  locationValue: string;
  requiresApproval: boolean;
  approvalDeadline: string;
  hold: string;
  reminders: number[];
  questions: QuestionForm[];
};

export const newLinkForm = (): LinkForm => ({
  title: '',
  slug: '',
  description: '',
  durations: [30],
  isActive: true,
  kind: 'one_to_one',
  hostIds: [],
  strategy: 'round_robin',
  namedHostId: '',
  weights: {},
  scheduleId: '',
  step: '',
  bufferBefore: '0',
  bufferAfter: '0',
  noticeAmount: '1',
  noticeUnit: 'hours',
  windowKind: 'rolling',
  windowDays: '60',
  windowFrom: '',
  windowTo: '',
  limitDay: '',
  limitWeek: '',
  limitMonth: '',
  hasGuestLimit: false,
  guestLimitCount: '3',
  guestLimitDays: '30',
  locationKind: 'video_meeting',
  locationValue: '',
  requiresApproval: false,
  approvalDeadline: '48',
  hold: '10',
  reminders: [1440, 60],
  questions: [],
});

const limitOf = (link: Link, period: 'day' | 'week' | 'month'): string =>
  String(link.limits.find((limit) => limit.period === period)?.count ?? '');

export const formOfLink = (link: Link): LinkForm => {
  const blank = newLinkForm();
  const notice = spanParts(link.noticeMinutes);
  const window = link.bookingWindow;
  return {
    title: link.title,
    slug: link.slug,
    description: link.description,
    durations: link.durationsMinutes.toSorted((a, b) => a - b),
    isActive: link.isActive,
    kind: link.kind,
    hostIds: link.hostIds.filter((id) => id !== link.ownerId),
    strategy: link.assignment.strategy,
    namedHostId: link.assignment.namedHostId ?? '',
    weights: Object.fromEntries(link.hostIds.map((id) => [id, String(link.assignment.weights[id] ?? '')])),
    scheduleId: link.scheduleId ?? '',
    step: link.stepMinutes === null ? '' : String(link.stepMinutes),
    bufferBefore: String(link.bufferBeforeMinutes),
    bufferAfter: String(link.bufferAfterMinutes),
    noticeAmount: String(notice.amount),
    noticeUnit: notice.unit,
    windowKind: window.kind,
    windowDays: window.kind === 'rolling' ? String(window.days) : blank.windowDays,
    windowFrom: window.kind === 'range' ? window.from : '',
    windowTo: window.kind === 'range' ? window.to : '',
    limitDay: limitOf(link, 'day'),
    limitWeek: limitOf(link, 'week'),
    limitMonth: limitOf(link, 'month'),
    hasGuestLimit: link.guestLimit !== null,
    guestLimitCount: String(link.guestLimit?.count ?? blank.guestLimitCount),
    guestLimitDays: String(link.guestLimit?.days ?? blank.guestLimitDays),
    locationKind: link.location.kind,
    locationValue: link.location.value,
    requiresApproval: link.requiresApproval,
    approvalDeadline: String(link.approvalDeadlineHours),
    hold: String(link.holdMinutes),
    reminders: link.reminderMinutes.toSorted((a, b) => b - a),
    questions: link.questions.map((question) => ({
      questionId: question.id,
      label: question.label,
      kind: question.kind,
      required: question.required,
      choices: (question.choices ?? []).join('\n'),
    })),
  };
};

const ascii = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[đĐ]/g, 'd').toLowerCase();

/** `Tư vấn nhanh` → `tu-van-nhanh`. */
export const slugOf = (title: string): string =>
  ascii(title)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 64)
    .replaceAll(/^-+|-+$/g, '');

/** An id for a new question, from its words, not among `taken`. */
export const questionIdOf = (label: string, taken: ReadonlySet<string>): string => {
  const words = ascii(label)
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[^a-z]+|_+$/g, '')
    .slice(0, 24)
    .replaceAll(/_+$/g, '');
  const base = words === '' ? 'question' : words;
  let id = base;
  for (let count = 2; taken.has(id); count += 1) id = `${base}_${count}`;
  return id;
};

export const choicesOf = (text: string): string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
];

const questionsOf = (forms: readonly QuestionForm[]): Question[] => {
  const taken = new Set(forms.map((form) => form.questionId).filter((id) => id !== ''));
  return forms.map((form) => {
    const id = form.questionId === '' ? questionIdOf(form.label, taken) : form.questionId;
    taken.add(id);
    return {
      id,
      label: form.label.trim(),
      kind: form.kind,
      required: form.required,
      ...(form.kind === 'choice' && { choices: choicesOf(form.choices) }),
    };
  });
};

/** Weights that are not shown may be wrong; those and hosts without one are left out. */
const assignmentOf = (form: LinkForm, hostIds: readonly string[]): Link['assignment'] => {
  if (form.kind !== 'round_robin') return { strategy: 'round_robin', namedHostId: null, weights: {} };
  return {
    strategy: form.strategy,
    namedHostId: form.strategy === 'named_host' ? form.namedHostId : null,
    weights: Object.fromEntries(
      hostIds.flatMap((id) => {
        const weight = form.weights[id]?.trim() ?? '';
        return /^\d+$/.test(weight) && Number(weight) <= 100 ? [[id, Number(weight)]] : [];
      }),
    ),
  };
};

/** The form as the API takes it; call it on a valid form only. `ownerId` always hosts. */
export const linkInputOf = (form: LinkForm, ownerId: string): LinkInput => {
  const limits = (
    [
      ['day', form.limitDay],
      ['week', form.limitWeek],
      ['month', form.limitMonth],
    ] as const
  ).flatMap(([period, count]) => (count.trim() === '' ? [] : [{ period, count: Number(count) }]));
  const hostIds =
    form.kind === 'one_to_one' ? [ownerId] : [ownerId, ...form.hostIds.filter((id) => id !== ownerId)];
  return {
    title: form.title.trim(),
    slug: form.slug.trim(),
    description: form.description.trim(),
    durationsMinutes: form.durations.toSorted((a, b) => a - b),
    isActive: form.isActive,
    kind: form.kind,
    hostIds,
    assignment: assignmentOf(form, hostIds),
    scheduleId: form.scheduleId === '' ? null : form.scheduleId,
    stepMinutes: form.step === '' ? null : Number(form.step),
    bufferBeforeMinutes: Number(form.bufferBefore),
    bufferAfterMinutes: Number(form.bufferAfter),
    noticeMinutes: minutesOf(Number(form.noticeAmount), form.noticeUnit),
    bookingWindow:
      form.windowKind === 'rolling'
        ? { kind: 'rolling', days: Number(form.windowDays) }
        : { kind: 'range', from: form.windowFrom, to: form.windowTo },
    limits,
    guestLimit: form.hasGuestLimit
      ? { count: Number(form.guestLimitCount), days: Number(form.guestLimitDays) }
      : null,
    location: { kind: form.locationKind, value: form.locationValue.trim() },
    requiresApproval: form.requiresApproval,
    approvalDeadlineHours: Number(form.approvalDeadline),
    holdMinutes: Number(form.hold),
    reminderMinutes: form.reminders.toSorted((a, b) => b - a),
    questions: questionsOf(form.questions),
  };
};
