import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { operators } from '#db/schema/installation.ts';
import { withRoutingKey } from '#db/tenant.ts';
import type { OperatorSource } from '#domain/operator/types.ts';

export type Operators = {
  /** Why an identity operates the installation, or null when it does not. An address that was not proved says nothing. */
  sourceOf: (user: { userId: string; email: string; isVerified: boolean }) => Promise<OperatorSource | null>;
  /** Addresses of the installation's settings, in lower case. */
  emails: readonly string[];
};

/** Who operates an installation. `isOpen` false: it has no way to read across tenants, and so no operators. */
export const createOperators = (
  db: Database,
  { emails, isOpen }: { emails: readonly string[]; isOpen: boolean },
): Operators => {
  const known = new Set(emails.map((email) => email.toLowerCase()));
  return {
    emails: [...known],
    sourceOf: async ({ userId, email, isVerified }) => {
      if (!isOpen) return null;
      if (isVerified && known.has(email.toLowerCase())) return 'settings';
      const [row] = await withRoutingKey(db, userId, (tx) =>
        tx
          .select({ id: operators.id })
          .from(operators)
          .where(and(eq(operators.userId, userId), isNull(operators.withdrawnAt))),
      );
      return row === undefined ? null : 'grant';
    },
  };
};
