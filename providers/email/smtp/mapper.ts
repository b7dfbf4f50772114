import { createHash } from 'node:crypto';
import type { SendMailOptions } from 'nodemailer';
import { failureBecause, ProviderFailure, type ProviderFailureReason } from '#domain/provider-failure.ts';
import { checkOutgoing, cleanHeaders, displayName, invitation, oneLine } from '#providers/email/outgoing.ts';
import type { OutgoingEmail } from '#providers/email/port.ts';

export const vendor = 'smtp';

/**
 * The same for every repeat under one key. A mail server keeps no keys; whoever meets the same Message-ID twice, a
 * mailbox or a person searching a log, knows it for the same mail.
 */
export function messageIdOf(email: Pick<OutgoingEmail, 'idempotencyKey' | 'from'>): string {
  const digest = createHash('sha256').update(email.idempotencyKey).digest('hex').slice(0, 40);
  return `<${digest}@${email.from.email.split('@')[1] ?? 'localhost'}>`;
}

/** Our mail in the library's terms; what `checkOutgoing` refuses is refused before anything is sent. */
export function toMessage(email: OutgoingEmail): SendMailOptions {
  checkOutgoing(vendor, email);
  return {
    messageId: messageIdOf(email),
    from: { name: displayName(email.from.name), address: email.from.email },
    to: [{ name: displayName(email.to.name), address: email.to.email }],
    envelope: { from: email.from.email, to: [email.to.email] },
    subject: oneLine(email.subject),
    html: email.html,
    text: email.text,
    headers: cleanHeaders(email.headers),
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(email.replyTo === undefined ? {} : { replyTo: email.replyTo }),
    ...(email.ics === undefined
      ? {}
      : { attachments: [{ ...invitation(email.ics), contentTransferEncoding: 'base64' as const }] }),
  };
}

type Reply = { code: string; status: number | null; enhanced: string; command: string };

/** What a failed delivery by `server` means. The cause keeps codes only: replies of servers quote addresses. */
export function toProviderFailure(error: unknown, server?: string): ProviderFailure {
  if (error instanceof ProviderFailure) return error;
  const reply = readReply(error);
  return failureBecause(vendor, reasonOf(reply), {
    server,
    cause: new Error(`${reply.code} ${reply.status ?? ''} ${reply.enhanced}`.trim()),
  });
}

function reasonOf(reply: Reply): ProviderFailureReason {
  const { status } = reply;
  if (reply.code === 'EAUTH' || reply.code === 'ENOAUTH')
    return status !== null && status < 500 ? 'unavailable' : 'credentials_refused';
  // Only a verdict on this mail may be final; a server that refuses to talk says nothing about the mail.
  const isVerdict = reply.code === 'EENVELOPE' || reply.code === 'EMESSAGE';
  if (!isVerdict || status === null || status < 400) return connectionReason(reply.code);
  return status < 500 ? temporaryReason(reply) : permanentReason(reply);
}

function connectionReason(code: string): ProviderFailureReason {
  if (code === 'ETIMEDOUT' || code === 'EABORT') return 'timeout';
  return code === 'EPROTOCOL' ? 'unexpected_answer' : 'unreachable';
}

/** RFC 3463: x.2.2 is a full mailbox, x.7.x a rule such as greylisting or a limit of messages. */
function temporaryReason({ status, enhanced }: Reply): ProviderFailureReason {
  if (status === 452) return 'quota_exceeded';
  return enhanced.startsWith('4.7.') || status === 450 ? 'throttled' : 'unavailable';
}

function permanentReason({ status, enhanced, command }: Reply): ProviderFailureReason {
  if (status === 530 || status === 535 || status === 538) return 'credentials_refused';
  if (command.startsWith('MAIL')) return 'sender_refused';
  if (command.startsWith('RCPT')) return enhanced.startsWith('5.7.') ? 'not_allowed' : 'recipient_refused';
  return enhanced.startsWith('5.1.') ? 'recipient_refused' : 'content_refused';
}

function readReply(error: unknown): Reply {
  const fields: Record<string, unknown> =
    error instanceof Error ? Object.fromEntries(Object.entries(error)) : {};
  const response = typeof fields['response'] === 'string' ? fields['response'] : '';
  const status = fields['responseCode'];
  return {
    code: typeof fields['code'] === 'string' ? fields['code'] : 'unknown',
    status: typeof status === 'number' ? status : null,
    enhanced: /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] ?? '',
    command: typeof fields['command'] === 'string' ? fields['command'].toUpperCase() : '',
  };
}
