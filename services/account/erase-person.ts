import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { personPhotos, persons } from '#db/schema/person.ts';
import { handles, members } from '#db/schema/tenant.ts';
import { erasedAddress, erasedName } from '#domain/erased.ts';

/** What a member has said about themselves goes, and their public addresses are free again: no new name can be like what stands there. */
export const eraseMembership = async (
  tx: Transaction,
  { tenantId, memberId }: { tenantId: string; memberId: string },
): Promise<void> => {
  await tx
    .update(members)
    .set({ bio: '' })
    .where(and(eq(members.tenantId, tenantId), eq(members.id, memberId)));
  await tx
    .update(handles)
    .set({
      name: sql`case when ${handles.isCurrent} then ${memberId} else ${memberId} || '.' || md5(${handles.name}) end`,
    })
    .where(
      and(
        eq(handles.tenantId, tenantId),
        eq(handles.memberId, memberId),
        sql`not starts_with(${handles.name}, ${memberId})`,
      ),
    );
};

/** Takes away who a person was. A tenant whose member they are or were does it. */
export const erasePerson = async (tx: Transaction, personId: string): Promise<void> => {
  await tx.delete(personPhotos).where(eq(personPhotos.personId, personId));
  await tx
    .update(persons)
    .set({
      name: erasedName,
      email: erasedAddress(personId),
      timeZone: 'UTC',
      locale: 'en',
      clock: null,
      weekStart: 1,
      passwordSetAt: null,
      emailSetAt: null,
    })
    .where(eq(persons.id, personId));
};
