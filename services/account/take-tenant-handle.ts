import { and, eq, isNull } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { handles } from '#db/schema/tenant.ts';
import { AppError } from '#domain/errors.ts';

const refused = (message: string): AppError =>
  new AppError('handle_taken', 'The organisation cannot have this public name.', {
    errors: [{ pointer: '/handle', message }],
  });

/**
 * Gives a tenant that has no public name its first; the caller holds the tenant's row. `handle_taken` for a name that is or was
 * somebody's, and for a tenant that has another one.
 */
export const takeTenantHandle = async (tx: Transaction, tenantId: string, name: string): Promise<void> => {
  const [present] = await tx
    .select({ name: handles.name })
    .from(handles)
    .where(and(eq(handles.tenantId, tenantId), isNull(handles.memberId)));
  if (present?.name === name) return;
  if (present !== undefined) throw refused('is for an organisation that has none yet');
  const taken = await tx
    .insert(handles)
    .values({ tenantId, name })
    .onConflictDoNothing({ target: handles.name })
    .returning({ name: handles.name });
  if (taken.length === 0) throw refused('is or was in use');
};
