import { inertText } from '#domain/notification/inert-text.ts';
import type { EmailContent } from '#providers/email/port.ts';
import { cleanLine } from '../sanitize.ts';
import { emptyWords, type Texts } from '../texts.ts';
import { describeInstant, describeMinutes } from '../when.ts';
import { buttons, say } from './said.ts';

/** The inviter's name is theirs to choose and the reader has asked for nothing: nothing in it becomes a link. */
export function memberInvited({ invitation, locale }: EmailContent, words: Texts, tenant: string) {
  if (invitation === undefined) throw new Error('member_invited needs an invitation');
  const lead = describeMinutes(invitation.days * 24 * 60, locale);
  const name = inertText(tenant);
  const hosts = inertText(cleanLine(invitation.invitedBy, 120)) || name;
  return {
    ...say(words.memberInvited, { ...emptyWords, tenant: name, lead, hosts }),
    facts: [{ label: words.labels.role, value: words.roles[invitation.role] }],
    answers: [],
    buttons: buttons([[words.buttons.acceptInvitation, invitation.acceptUrl]]),
    footer: words.memberInvited.footer(tenant),
  };
}

/** Leads nowhere: there is nothing left to open. */
export function memberRemoved(content: EmailContent, words: Texts, tenant: string) {
  const { removal } = content;
  if (removal === undefined) throw new Error('member_removed needs a removal');
  return {
    ...say(words.memberRemoved, { ...emptyWords, tenant }),
    facts: [{ label: words.labels.when, value: describeInstant(removal.at, content) }],
    answers: [],
    buttons: [],
    footer: words.memberRemoved.footer(tenant),
  };
}
