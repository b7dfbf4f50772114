import type { Notifier } from '#providers/emulation/notifications.ts';
import { signResendWebhook } from '../receive.ts';
import type { EmulatedEmail, EmulatorState } from './state.ts';

export const reportRetries = {
  /** Shorter than the vendor's hours, so that a local run sees the repeats. */
  retryDelaysMs: [500, 2_000, 5_000, 15_000, 60_000],
  isRepeated: (): boolean => true,
};

const wrongSecret = `whsec_${Buffer.from('another secret altogether').toString('base64')}`;
const standardSecret = `whsec_${Buffer.from('local mail emulator secret').toString('base64')}`;

export type Report = (type: string, email: EmulatedEmail, extra?: Record<string, unknown>) => void;

/** Signed reports on what became of mails. */
export function createReports(
  state: EmulatorState,
  notifier: Notifier,
  secret: string = standardSecret,
): Report {
  return (type, email, extra = {}) => {
    const at = new Date(state.now()).toISOString();
    const body = JSON.stringify({ type, created_at: at, data: { ...eventData(email), ...extra } });
    const id = `msg_${state.newId().replaceAll('-', '').slice(0, 27)}`;
    notifier.send({
      id,
      kind: type,
      message(isForged) {
        const timestamp = Math.floor(Date.now() / 1000);
        const key = isForged ? wrongSecret : secret;
        return {
          headers: {
            'content-type': 'application/json',
            'user-agent': 'Svix-Webhooks/1.0 (emulated)',
            'svix-id': id,
            'svix-timestamp': String(timestamp),
            'svix-signature': signResendWebhook({ id, timestamp, body, secret: key }),
          },
          body,
        };
      },
    });
  };
}

function eventData(email: EmulatedEmail) {
  return {
    created_at: new Date(email.createdAt).toISOString(),
    email_id: email.id,
    message_id: email.messageId,
    from: email.from,
    to: email.to,
    subject: email.subject,
    tags: Object.fromEntries(email.tags.map((tag) => [tag.name, tag.value])),
  };
}
