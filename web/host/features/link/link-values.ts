import type { Link, LinkInput, Question } from '#web/api/schemas.ts';
import { fold } from '#web/ui/fold.ts';
import { tidyPriced } from './price/price-values.ts';

/** What the editor of a link holds: the request of the API with nothing left out. */
export type LinkValues = Pick<Link, keyof LinkInput>;

const usualAssignment = (): Link['assignment'] => ({
  strategy: 'round_robin',
  namedHostId: null,
  weights: {},
});

const usualDeadlineHours = 48;

/** Places of a group: the fewest, the most, and what a new one starts with. */
export const places = { least: 2, most: 1000, usual: 10 } as const;

export const newLinkValues = (ownerId: string): LinkValues => ({
  title: '',
  slug: '',
  description: '',
  durationsMinutes: [30],
  isActive: true,
  isHidden: false,
  redirectUrl: '',
  kind: 'one_to_one',
  capacity: 1,
  hostIds: [ownerId],
  assignment: usualAssignment(),
  scheduleId: null,
  stepMinutes: null,
  startGrid: { kind: 'clock', offsetMinutes: 0 },
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  noticeMinutes: 60,
  bookingWindow: { kind: 'rolling', days: 60 },
  limits: [],
  guestLimit: null,

  cancelNoticeMinutes: 0,
  rescheduleNoticeMinutes: 0,
  mostFurtherGuests: 10,

  price: null,
  refundPolicy: [],

  location: { kind: 'video_meeting', value: '' },
  requiresApproval: false,
  approvalDeadlineHours: usualDeadlineHours,
  holdMinutes: 10,
  reminderMinutes: [1440, 60],
  questions: [],
});

const ascending = (all: readonly number[]): number[] => all.toSorted((a, b) => a - b);
const descending = (all: readonly number[]): number[] => all.toSorted((a, b) => b - a);

export const valuesOfLink = (link: Link): LinkValues => {
  const names = Object.keys(newLinkValues('')) as (keyof LinkValues)[];
  const values = Object.fromEntries(names.map((name) => [name, link[name]])) as LinkValues;
  return {
    ...values,
    durationsMinutes: ascending(link.durationsMinutes),
    reminderMinutes: descending(link.reminderMinutes),
    // An empty address is what a text field makes of none.
    redirectUrl: link.redirectUrl ?? '',
  };
};

/** `Tư vấn nhanh` → `tu-van-nhanh`. */
export const slugOf = (title: string): string =>
  fold(title)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 64)
    .replaceAll(/^-+|-+$/g, '');

/** An id for a new question, from its words, not among `taken`. */
export const questionIdOf = (label: string, taken: ReadonlySet<string>): string => {
  const words = fold(label)
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[^a-z]+|_+$/g, '')
    .slice(0, 24)
    .replaceAll(/_+$/g, '');
  const base = words === '' ? 'question' : words;
  let id = base;
  for (let count = 2; taken.has(id); count += 1) id = `${base}_${count}`;
  return id;
};

/** New questions get an id; those that answers may already use keep theirs. */
const tidyQuestions = (questions: readonly Question[]): Question[] => {
  const taken = new Set(questions.map(({ id }) => id).filter((id) => id !== ''));
  return questions.map(({ id, label, kind, required, choices = [] }) => {
    const own = id === '' ? questionIdOf(label, taken) : id;
    taken.add(own);
    return { id: own, label: label.trim(), kind, required, ...(kind === 'choice' && { choices }) };
  });
};

export const isWhole = (value: number | undefined, min: number, max: number): value is number =>
  value !== undefined && Number.isInteger(value) && value >= min && value <= max;

export const mostDurations = 8;

/** Why a number is not added to a list: out of bounds, in it already, or the list is full. */
export type Refused = 'bounds' | 'repeated' | 'full';

/** What keeps a number from being added to a list, or `undefined`; each has words beside the field. */
export const refusalOfEntry = (
  list: readonly number[],
  entry: number,
  { min, max, most }: { min: number; max: number; most: number },
): Refused | undefined => {
  if (!isWhole(entry, min, max)) return 'bounds';
  if (list.includes(entry)) return 'repeated';
  return list.length >= most ? 'full' : undefined;
};

/** Weights that are not shown may be wrong; those, and those of people who do not host, are left out. */
const tidyAssignment = ({ kind, assignment }: LinkValues, hostIds: readonly string[]): Link['assignment'] => {
  if (kind !== 'round_robin') return usualAssignment();
  const { strategy, namedHostId, weights } = assignment;
  return {
    strategy,
    namedHostId: strategy === 'named_host' ? namedHostId : null,
    weights: Object.fromEntries(
      Object.entries(weights).filter(([id, weight]) => hostIds.includes(id) && isWhole(weight, 0, 100)),
    ),
  };
};

const trimmedOrNull = (text: string | null): string | null => text?.trim() || null;

/** The values as they are sent; for those without issues only. The first host is the owner. */
export const tidyLink = (values: LinkValues): LinkValues => {
  const { bookingWindow: window, location, approvalDeadlineHours: deadline } = values;
  const hostIds = values.kind === 'one_to_one' ? values.hostIds.slice(0, 1) : values.hostIds;
  return {
    ...values,
    title: values.title.trim(),
    slug: values.slug.trim(),
    redirectUrl: trimmedOrNull(values.redirectUrl),
    description: values.description.trim(),
    durationsMinutes: ascending(values.durationsMinutes),
    capacity: values.kind === 'group' ? values.capacity : 1,
    mostFurtherGuests: values.kind === 'group' ? 0 : values.mostFurtherGuests,
    hostIds,
    assignment: tidyAssignment(values, hostIds),
    // Where every host comes to every booking, the limits of the link are those of its hosts.
    limits: values.limits.filter(({ per }) => per === 'link' || values.kind === 'round_robin'),
    bookingWindow:
      window.kind === 'rolling'
        ? { kind: 'rolling', days: window.days }
        : { kind: 'range', from: window.from, to: window.to },
    location: { kind: location.kind, value: location.value.trim() },
    // The field is hidden, and may have been left empty, while no approval is asked for.
    approvalDeadlineHours: isWhole(deadline, 1, 720) ? deadline : usualDeadlineHours,
    reminderMinutes: descending(values.reminderMinutes),
    questions: tidyQuestions(values.questions),
    ...tidyPriced(values),
  };
};
