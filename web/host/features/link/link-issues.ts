import type { Messages } from '#web/i18n/host/messages.ts';
import { choicesOf, type LinkForm } from './link-form-values.ts';

/** A wrong field: its name in the form, and the code of the text to show (`range:1:60` carries bounds). */
export type LinkIssue = { path: string; code: string };

const whole = (text: string, min: number, max: number): boolean =>
  /^\d+$/.test(text.trim()) && Number(text) >= min && Number(text) <= max;

const yearOfMinutes = 525_600;
const unitMinutes = { minutes: 1, hours: 60, days: 1440 };

type NumberField = { [Name in keyof LinkForm]: LinkForm[Name] extends string ? Name : never }[keyof LinkForm];

const numberIssues = (form: LinkForm): LinkIssue[] => {
  const rows: (readonly [NumberField, number, number, boolean])[] = [
    ['bufferBefore', 0, 480, true],
    ['bufferAfter', 0, 480, true],
    ['noticeAmount', 0, Math.floor(yearOfMinutes / unitMinutes[form.noticeUnit]), true],
    ['windowDays', 1, 730, form.windowKind === 'rolling'],
    ['limitDay', 1, 1000, form.limitDay.trim() !== ''],
    ['limitWeek', 1, 1000, form.limitWeek.trim() !== ''],
    ['limitMonth', 1, 1000, form.limitMonth.trim() !== ''],
    ['guestLimitCount', 1, 100, form.hasGuestLimit],
    ['guestLimitDays', 1, 365, form.hasGuestLimit],
    ['approvalDeadline', 1, 720, form.requiresApproval],
    ['hold', 1, 60, true],
  ];
  return rows.flatMap(([path, min, max, applies]) =>
    applies && !whole(form[path], min, max) ? [{ path, code: `range:${min}:${max}` }] : [],
  );
};

const hostIssues = (form: LinkForm): LinkIssue[] => {
  if (form.kind === 'one_to_one') return [];
  const turns = form.kind === 'round_robin';
  return [
    ...(form.hostIds.length === 0 ? [{ path: 'hostIds', code: 'hosts' }] : []),
    ...(turns && form.strategy === 'named_host' && form.namedHostId === ''
      ? [{ path: 'namedHostId', code: 'namedHost' }]
      : []),
    ...(turns && form.strategy === 'round_robin'
      ? Object.entries(form.weights)
          .filter(([, weight]) => weight.trim() !== '' && !whole(weight, 0, 100))
          .map(([id]) => ({ path: `weights.${id}`, code: 'range:0:100' }))
      : []),
  ];
};

const questionIssues = (form: LinkForm): LinkIssue[] =>
  form.questions.flatMap((question, index) => [
    ...(question.label.trim() === '' ? [{ path: `questions.${index}.label`, code: 'label' }] : []),
    ...(question.kind === 'choice' && choicesOf(question.choices).length < 2
      ? [{ path: `questions.${index}.choices`, code: 'choices' }]
      : []),
  ]);

/** Everything the server would refuse, found before sending, in the order of the form. */
export const linkIssues = (form: LinkForm): LinkIssue[] => [
  ...(form.title.trim() === '' ? [{ path: 'title', code: 'title' }] : []),
  ...(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/.test(form.slug.trim())
    ? []
    : [{ path: 'slug', code: 'slug' }]),
  ...(form.durations.length === 0 || form.durations.some((minutes) => !whole(String(minutes), 5, 480))
    ? [{ path: 'durations', code: 'durations' }]
    : []),
  ...hostIssues(form),
  ...(form.locationKind === 'custom_url' && !/^https?:\/\/[^\s]+$/.test(form.locationValue.trim())
    ? [{ path: 'locationValue', code: 'url' }]
    : []),
  ...(form.windowKind === 'range' &&
  (form.windowFrom === '' || form.windowTo === '' || form.windowTo < form.windowFrom)
    ? [{ path: 'windowTo', code: 'window' }]
    : []),
  ...numberIssues(form),
  ...questionIssues(form),
];

/** The text of an issue's code; anything else (a message of the server) is shown as it is. */
export const linkIssueText = (messages: Messages, code: string): string => {
  const { errors } = messages.links;
  const [name = '', min, max] = code.split(':');
  switch (name) {
    case 'range':
      return errors.range(Number(min), Number(max));
    case 'title':
    case 'slug':
    case 'durations':
    case 'hosts':
    case 'namedHost':
    case 'url':
    case 'window':
    case 'choices':
    case 'label':
      return errors[name];
    case 'slug_taken':
      return messages.problems.slug_taken;
    default:
      return code;
  }
};

const formFields: Readonly<Record<string, string>> = {
  durationsMinutes: 'durations',
  assignment: 'strategy',
  'assignment.namedHostId': 'namedHostId',
  stepMinutes: 'step',
  bufferBeforeMinutes: 'bufferBefore',
  bufferAfterMinutes: 'bufferAfter',
  noticeMinutes: 'noticeAmount',
  'bookingWindow.days': 'windowDays',
  'bookingWindow.from': 'windowFrom',
  'bookingWindow.to': 'windowTo',
  'guestLimit.count': 'guestLimitCount',
  'guestLimit.days': 'guestLimitDays',
  'location.kind': 'locationKind',
  'location.value': 'locationValue',
  approvalDeadlineHours: 'approvalDeadline',
  holdMinutes: 'hold',
  reminderMinutes: 'reminders',
};

/** Where the form shows an error of the API's field (`durationsMinutes.0` → `durations`). */
export const formFieldOf = (apiField: string): string => {
  if (/^questions\.\d+\.choices/.test(apiField)) return apiField.split('.').slice(0, 3).join('.');
  if (apiField.startsWith('assignment.weights.')) return apiField.slice('assignment.'.length);
  const exact = formFields[apiField];
  if (exact !== undefined) return exact;
  const [head = ''] = apiField.split('.');
  return formFields[head] ?? apiField;
};
