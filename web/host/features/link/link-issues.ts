import { formatMoney } from '#domain/money/amount.ts';
import { currencies } from '#domain/money/currencies.ts';
import type { Issue } from '#web/host/editor/use-values-form.ts';
import type { Messages } from '#web/i18n/host/messages.ts';
import type { Language } from '#web/i18n/languages.ts';
import { isSlug } from '#web/ui/address.ts';
import { textOf } from '#web/ui/text-of.ts';
import { isWhole, type LinkValues, mostDurations, places } from './link-values.ts';
import { priceIssues } from './price/price-values.ts';

type Range = readonly [path: string, value: number | undefined, min: number, max: number];

const rangeIssues = (values: LinkValues): Issue[] => {
  const { bookingWindow, guestLimit, startGrid } = values;
  const rows: Range[] = [
    ...(values.kind === 'group' ? [['capacity', values.capacity, places.least, places.most] as const] : []),
    ...(startGrid.kind === 'clock'
      ? [['startGrid.offsetMinutes', startGrid.offsetMinutes, 0, 59] as const]
      : []),
    ['bufferBeforeMinutes', values.bufferBeforeMinutes, 0, 480],
    ['bufferAfterMinutes', values.bufferAfterMinutes, 0, 480],
    ...(bookingWindow.kind === 'rolling'
      ? [['bookingWindow.days', bookingWindow.days, 1, 730] as const]
      : []),
    ...values.limits.flatMap(({ count, per }, index) =>
      per === 'link' || values.kind === 'round_robin'
        ? [[`limits.${index}.count`, count, 1, 1000] as const]
        : [],
    ),
    ...(guestLimit === null
      ? []
      : [
          ['guestLimit.count', guestLimit.count, 1, 100] as const,
          ['guestLimit.days', guestLimit.days, 1, 365] as const,
        ]),
    ...(values.requiresApproval
      ? [['approvalDeadlineHours', values.approvalDeadlineHours, 1, 720] as const]
      : []),
    ['holdMinutes', values.holdMinutes, 1, 60],
    ...(values.kind === 'group' ? [] : [['mostFurtherGuests', values.mostFurtherGuests, 0, 20] as const]),
  ];
  return rows.flatMap(([path, value, min, max]) =>
    isWhole(value, min, max) ? [] : [{ path, code: `range:${min}:${max}` }],
  );
};

const hostIssues = ({ kind, hostIds, assignment }: LinkValues): Issue[] => {
  if (kind === 'one_to_one') return [];
  const { strategy, namedHostId, weights } = assignment;
  const takesTurns = kind === 'round_robin' && strategy === 'round_robin';
  return [
    ...(kind !== 'group' && hostIds.length < 2 ? [{ path: 'hostIds', code: 'hosts' }] : []),
    ...(kind === 'round_robin' && strategy === 'named_host' && namedHostId === null
      ? [{ path: 'assignment.namedHostId', code: 'namedHost' }]
      : []),
    ...(takesTurns
      ? Object.entries(weights)
          .filter(([, weight]) => !isWhole(weight, 0, 100))
          .map(([id]) => ({ path: `assignment.weights.${id}`, code: 'range:0:100' }))
      : []),
  ];
};

const questionIssues = ({ questions }: LinkValues): Issue[] =>
  questions.flatMap(({ label, kind, choices = [] }, index) => [
    ...(label.trim() === '' ? [{ path: `questions.${index}.label`, code: 'label' }] : []),
    ...(kind === 'choice' &&
    (choices.length < 2 || choices.length > 20 || choices.some((choice) => choice.length > 100))
      ? [{ path: `questions.${index}.choices`, code: 'choices' }]
      : []),
  ]);

/** The server knows more of what an address may be. */
const isWebAddress = (value: string): boolean => /^https:\/\/[^\s\\@/?#]+\.[^\s\\]+$/i.test(value);

const yearMinutes = 525_600;

/** Everything the server would refuse, found before sending, in the order of the form. */
export const linkIssues = (values: LinkValues): Issue[] => {
  const { bookingWindow: window, location } = values;
  const redirectUrl = values.redirectUrl?.trim() ?? '';
  const durationsFit = values.durationsMinutes.every((minutes) => isWhole(minutes, 5, 480));
  const rules: readonly (readonly [wrong: boolean, path: string, code: string])[] = [
    [values.title.trim() === '', 'title', 'title'],
    [!isSlug(values.slug.trim()), 'slug', 'slug'],
    [values.durationsMinutes.length === 0 || !durationsFit, 'durationsMinutes', 'durations'],
    [values.durationsMinutes.length > mostDurations, 'durationsMinutes', 'tooManyDurations'],
    [
      location.kind === 'custom_url' && !/^https?:\/\/[^\s]+$/.test(location.value.trim()),
      'location.value',
      'url',
    ],
    [location.kind === 'in_person' && location.value.trim() === '', 'location.value', 'place'],
    [!isWhole(values.noticeMinutes, 0, yearMinutes), 'noticeMinutes', 'notice'],
    [redirectUrl !== '' && !isWebAddress(redirectUrl), 'redirectUrl', 'redirect'],
    [!isWhole(values.rescheduleNoticeMinutes, 0, yearMinutes), 'rescheduleNoticeMinutes', 'notice'],
    [!isWhole(values.cancelNoticeMinutes, 0, yearMinutes), 'cancelNoticeMinutes', 'notice'],
    [
      window.kind === 'range' && (window.from === '' || window.to === '' || window.to < window.from),
      'bookingWindow.to',
      'window',
    ],
  ];
  return [
    ...rules.flatMap(([wrong, path, code]) => (wrong ? [{ path, code }] : [])),
    ...hostIssues(values),
    ...priceIssues(values),
    ...rangeIssues(values),
    ...questionIssues(values),
  ];
};

/** The text of an issue's code. */
export const linkIssueText = (messages: Messages, code: string, language: Language): string => {
  const { durationEntry: _duration, reminderEntry: _reminder, ...errors } = messages.links.errors;
  const { range, amount, least, most, ...texts } = errors;
  const [name, first, second] = code.split(':');
  if (name === 'range') return range(Number(first), Number(second));
  if (name === 'amount') return amount(Number(first));
  const currency = currencies.find((each) => each === second);
  if (currency !== undefined && (name === 'least' || name === 'most'))
    return { least, most }[name](formatMoney({ amountMinor: Number(first), currency }, language));
  return textOf({ ...texts, slug_taken: messages.problems.slug_taken }, code, messages.shell.refused);
};
