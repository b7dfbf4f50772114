import { and, eq, inArray, ne, or, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { deliveries, notifications, suppressions } from '#db/schema/notification.ts';

export type Forgotten = {
  tenantId: string;
  memberId: string;
  personId: string;
  /** What texts may name them by. */
  name: string;
  email: string;
  /** What stands in the place of their address from now on. */
  address: string;
};

/** Text of a mail in which one of these stands, whatever the case. */
const names = (...texts: readonly string[]) =>
  or(
    ...texts
      .filter((text) => text !== '')
      .map((text) => sql`position(lower(${text}) in lower(${deliveries.content}::text)) > 0`),
  );

/** A delivery without its text; one that is not sent yet never is. */
export const withoutText = () => ({
  content: null,
  state: sql`case when state = 'queued' then 'failed' else state end`,
  failedAt: sql`case when state = 'queued' then now() else failed_at end`,
  failure: sql`case when state = 'queued' then 'overtaken' else failure end`,
  settled: sql`case when state = 'queued' then 'overtaken' else settled end`,
});

/**
 * What a member was told keeps when and what kind it was, without their address and without its text; mails to others in which
 * their name or address stands lose their text as well. What is not sent yet waits for its turn and is then as short-lived as any.
 */
export const forgetMails = async (tx: Transaction, member: Forgotten): Promise<void> => {
  const { tenantId, memberId, personId, name, email, address } = member;
  const ofPerson = tx
    .select({ id: notifications.id })
    .from(notifications)
    .where(
      and(
        eq(notifications.tenantId, tenantId),
        eq(notifications.subjectKind, 'person'),
        eq(notifications.subjectId, personId),
      ),
    );
  await tx
    .update(notifications)
    .set({ details: null, state: sql`case when state = 'due' then 'dropped' else state end` })
    .where(
      and(
        eq(notifications.tenantId, tenantId),
        eq(notifications.subjectKind, 'person'),
        eq(notifications.subjectId, personId),
      ),
    );
  await tx
    .delete(suppressions)
    .where(and(eq(suppressions.tenantId, tenantId), eq(suppressions.address, email)));
  await tx
    .update(deliveries)
    .set({ ...withoutText(), address })
    .where(
      and(
        eq(deliveries.tenantId, tenantId),
        or(
          inArray(deliveries.recipient, [memberId, personId]),
          eq(deliveries.address, email),
          inArray(deliveries.notificationId, ofPerson),
        ),
      ),
    );
  await tx
    .update(deliveries)
    .set({ content: null })
    .where(and(eq(deliveries.tenantId, tenantId), ne(deliveries.state, 'queued'), names(name, email)));
};
