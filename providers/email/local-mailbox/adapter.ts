import { failureBecause, ProviderFailure } from '#domain/provider-failure.ts';
import { checkOutgoing, cleanHeaders, displayName, invitation, oneLine } from '#providers/email/outgoing.ts';
import type { EmailProvider, OutgoingEmail } from '#providers/email/port.ts';
import type { Env } from '#providers/manifest.ts';
import { parseLocalMailboxEnv } from './env.ts';
import { idOf, type KeptMail, keepMail, readMail } from './folder.ts';

const vendor = 'local-mailbox';

/** The vendor as the environment configures it; `null` while it is off. */
export function openLocalMailbox(env: Env): EmailProvider | null {
  const config = parseLocalMailboxEnv(env);
  return config === null ? null : createLocalMailboxProvider(config);
}

/**
 * Puts mails into a folder instead of sending them. A repeat under the same key and content is kept once; other content
 * under the key is a `conflict`. Throws only `ProviderFailure`.
 */
export function createLocalMailboxProvider({ folder }: { folder: string }): EmailProvider {
  return {
    vendor,
    async send(email) {
      checkOutgoing(vendor, email);
      const mail = toKeptMail(email);
      try {
        if (await keepMail(folder, mail)) return { externalId: mail.id };
        const kept = await readMail(folder, mail.id);
        if (kept !== null && contentOf(kept) !== contentOf(mail))
          throw new ProviderFailure(vendor, 'conflict', { reason: 'key_reused' });
        return { externalId: mail.id };
      } catch (error) {
        if (error instanceof ProviderFailure) throw error;
        throw failureBecause(vendor, 'unavailable', { cause: error });
      }
    },
  };
}

const contentOf = ({ at: _at, ...content }: KeptMail): string => JSON.stringify(content);

function toKeptMail(email: OutgoingEmail): KeptMail {
  const named = ({ name, email: address }: { name: string; email: string }) => ({
    name: displayName(name),
    email: address,
  });
  const { ics } = email;
  return {
    id: idOf(email.idempotencyKey),
    at: Date.now(),
    from: named(email.from),
    to: named(email.to),
    replyTo: email.replyTo ?? null,
    subject: oneLine(email.subject),
    html: email.html,
    text: email.text,
    headers: cleanHeaders(email.headers),
    attachments:
      ics === undefined
        ? []
        : [invitation(ics)].map(({ content, ...rest }) => ({ ...rest, content: content.toString('base64') })),
    idempotencyKey: email.idempotencyKey,
  };
}
