import { graceDays } from '#domain/account-deletion/types.ts';
import { exportDays } from '#domain/export/types.ts';
import type { NotificationTemplate } from '#domain/notification/types.ts';
import { monthOf } from '#domain/plan/month.ts';
import type { EmailContent } from '#providers/email/port.ts';
import {
  type EmailUse,
  emailLinkHours,
  isEmailOpen,
  sealEmail,
} from '#services/account/email/email-token.ts';
import { isResetOpen, type LinkUse, linkMinutes, sealReset } from '#services/account/password/reset-token.ts';
import type { PersonMailData } from '#services/account/read-person-mail.ts';
import { sealKeep } from '#services/account-deletion/keep-token.ts';
import type { NotificationRow } from '#services/notification/due-notifications.ts';
import type { PlanMailData } from '#services/plan/read-plan-mail.ts';
import { toMember } from './member/to-member.ts';
import type { MailDeps, SubjectMails } from './notification.ts';

/** The link that a mail carries, if it does. */
const useOf: Partial<Record<NotificationTemplate, LinkUse>> = {
  password_reset: 'password',
  tenant_activation: 'activation',
};

/** For how many days what a mail about somebody's data tells is so. */
const ownDataDays: Partial<Record<NotificationTemplate, number>> = {
  export_ready: exportDays,
  deletion_asked: graceDays,
};

/** A link to choose a password. */
const passwordOf = (deps: MailDeps, row: NotificationRow, use: LinkUse) => {
  const claims = { tenantId: row.tenantId, personId: row.subjectId, askedAt: row.dueAt };
  return {
    resetUrl: `${deps.appUrl}/new-password#${sealReset(deps.signer, { use, ...claims })}`,
    minutes: linkMinutes[use],
  };
};

const signInOf = (deps: MailDeps, { details, dueAt }: NotificationRow) => ({
  browser: details?.browser ?? null,
  system: details?.system ?? null,
  addressPrefix: details?.addressPrefix ?? '',
  at: dueAt,
  securityUrl: `${deps.appUrl}/security`,
});

/** Either mail goes to the address that its link is about: the new one, or the one that was given up. */
const addressOf = (deps: MailDeps, row: NotificationRow, use: EmailUse) => {
  const { tenantId, subjectId: personId, dueAt: at, details } = row;
  const token = sealEmail(deps.signer, use, { tenantId, personId, at, email: details?.email ?? '' });
  const page = use === 'email' ? 'verify-email' : 'undo-email-change';
  return { url: `${deps.appUrl}/${page}#${token}`, minutes: emailLinkHours[use] * 60 };
};

const changeOf = (deps: MailDeps, { details, dueAt }: NotificationRow): Pick<EmailContent, 'signInChange'> =>
  details?.change === undefined
    ? {}
    : { signInChange: { what: details.change, at: dueAt, securityUrl: `${deps.appUrl}/security` } };

/** A file is downloaded by whoever is signed in; an account is kept by whoever reads its mail. */
const ownDataUrl = (deps: MailDeps, { template, tenantId, key }: NotificationRow): string => {
  if (template !== 'deletion_asked') return `${deps.appUrl}/your-data`;
  const deletionId = key.split('/').at(-1) ?? '';
  return `${deps.appUrl}/keep-account#${sealKeep(deps.signer, { tenantId, deletionId })}`;
};

const aboutOf = (
  deps: MailDeps,
  row: NotificationRow,
): Pick<
  EmailContent,
  'signIn' | 'signInChange' | 'removal' | 'address' | 'password' | 'ownData' | 'appUrl'
> => {
  if (row.template === 'member_removed') return { removal: { at: row.dueAt } };
  if (row.template === 'new_sign_in') return { signIn: signInOf(deps, row) };
  if (row.template === 'sign_in_changed') return changeOf(deps, row);
  const days = ownDataDays[row.template];
  if (days !== undefined) return { ownData: { url: ownDataUrl(deps, row), days } };
  if (row.template === 'email_verification') return { address: addressOf(deps, row, 'email') };
  if (row.template === 'email_changed') return { address: addressOf(deps, row, 'email_undo') };
  const use = useOf[row.template];
  return use === undefined ? { appUrl: deps.appUrl } : { password: passwordOf(deps, row, use) };
};

const isOvertaken = (
  { template, dueAt }: NotificationRow,
  { isMember, person: { passwordSetAt, emailSetAt } }: PersonMailData,
  now: number,
): boolean => {
  // Whoever has gone is told that, and nothing else; whoever is back is not.
  if (isMember === (template === 'member_removed')) return true;
  const days = ownDataDays[template];
  if (days !== undefined) return now >= dueAt + days * 24 * 60 * 60_000;
  const use = useOf[template];
  if (use !== undefined) return !isResetOpen({ use, askedAt: dueAt }, passwordSetAt, now);
  if (template === 'email_verification') return !isEmailOpen('email', dueAt, emailSetAt, now);
  return template === 'email_changed' && !isEmailOpen('email_undo', dueAt, emailSetAt, now);
};

/** What somebody who signs in is told about that: links that do something as long as they work, what has become theirs, and where else they signed in. */
export const personMails = (deps: MailDeps, data: PersonMailData): SubjectMails => ({
  tenantName: data.tenantName,
  isOvertaken: (row, now) => isOvertaken(row, data, now),
  recipientsOf: ({ details }) => {
    const { id, name, locale, timeZone, clock } = data.person;
    return [
      { audience: 'host', id, name, email: details?.email ?? data.person.email, locale, timeZone, clock },
    ];
  },
  contentOf: (row, recipient) => ({
    ...toMember(row, recipient, data.tenantName),
    ...aboutOf(deps, row),
  }),
  icsOf: () => undefined,
});

/** What the owners of an organisation are told whom its plan has frozen, as long as anybody is. */
export const freezingMails = (
  deps: MailDeps,
  { tenantName, allowedMembers, frozen, people }: PlanMailData,
): SubjectMails => ({
  tenantName,
  isOvertaken: () => frozen.count === 0,
  recipientsOf: () =>
    people.filter(({ role }) => role === 'owner').map((person) => ({ audience: 'host', ...person })),
  contentOf: (row, recipient) => ({
    ...toMember(row, recipient, tenantName),
    frozen: { ...frozen, allowed: allowedMembers ?? 0, membersUrl: `${deps.appUrl}/members` },
  }),
  icsOf: () => undefined,
});

/** What the admins of an organisation are told about its plan, within the month that it is about. */
export const planMails = (deps: MailDeps, { tenantName, allowed, people }: PlanMailData): SubjectMails => ({
  tenantName,
  isOvertaken: ({ key }, now) => allowed === null || !key.endsWith(`/${monthOf(now).name}`),
  recipientsOf: () => people.map((person) => ({ audience: 'host', ...person })),
  contentOf: (row, recipient) => ({
    ...toMember(row, recipient, tenantName),
    plan: { allowed: allowed ?? 0, usageUrl: `${deps.appUrl}/usage` },
  }),
  icsOf: () => undefined,
});
