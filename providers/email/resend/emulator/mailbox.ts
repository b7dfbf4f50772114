import type { Report } from './reports.ts';
import type { EmulatedEmail, EmulatorState, LastEvent } from './state.ts';
import type { ValidEmail } from './validate.ts';
import { addressOf } from './validate.ts';

export type Mailbox = ReturnType<typeof createMailbox>;

const extras: Partial<Record<LastEvent, Record<string, unknown>>> = {
  bounced: {
    bounce: { type: 'Permanent', subType: 'General', message: 'The address does not exist (emulated).' },
  },
  failed: { failed: { reason: 'reached_daily_quota' } },
  suppressed: { suppressed: { type: 'OnAccountSuppressionList', message: 'The address bounced before.' } },
};

/** Accepts mail and plays what happens to it afterwards, by the vendor's special recipients. */
export function createMailbox(state: EmulatorState, report: Report) {
  const happen = (email: EmulatedEmail, event: LastEvent) => {
    email.lastEvent = event;
    report(`email.${event}`, email, extras[event]);
  };
  const deliver = (email: EmulatedEmail) => {
    email.deliveries += 1;
    email.scheduledAt = null;
    happen(email, 'sent');
    happen(email, outcomeFor(email.to.map(addressOf)));
  };
  return {
    /** The mail as it will be stored; `commit` makes it real. */
    prepare(valid: ValidEmail, key: string | null, requestHash: string): EmulatedEmail {
      const id = state.newId();
      return {
        ...valid,
        id,
        messageId: `<${id}@emulator.invalid>`,
        createdAt: state.now(),
        lastEvent: 'queued',
        idempotencyKey: key,
        requestHash,
        deliveries: 0,
        requests: 1,
      };
    },
    commit(email: EmulatedEmail, save: () => void) {
      if (email.scheduledAt !== null && email.scheduledAt > state.now()) {
        happen(email, 'scheduled');
        state.scheduled.add(email);
      } else deliver(email);
      save();
    },
    /** Delivers what has become due on the virtual clock. */
    settle() {
      for (const email of state.scheduled) {
        const waiting = email.lastEvent === 'scheduled' && email.scheduledAt !== null;
        if (waiting && (email.scheduledAt ?? 0) > state.now()) continue;
        state.scheduled.delete(email);
        if (!waiting) continue;
        deliver(email);
        state.saveUpdate(email);
      }
    },
    happenLater(email: EmulatedEmail, event: LastEvent) {
      happen(email, event);
      state.saveUpdate(email);
    },
  };
}

function outcomeFor(recipients: readonly string[]): LastEvent {
  for (const recipient of recipients) {
    const match = /^(delivered|bounced|complained|suppressed)(\+.*)?@resend\.dev$/.exec(recipient);
    if (match?.[1] === 'bounced') return 'bounced';
    if (match?.[1] === 'complained') return 'complained';
    if (match?.[1] === 'suppressed') return 'suppressed';
  }
  return 'delivered';
}
