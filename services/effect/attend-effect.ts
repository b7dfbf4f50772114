import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { effects } from '#db/schema/effect.ts';

type EffectOf = { tenantId: string; id: string; now: number };

/** Changes an effect while it fails; false when it does not, or no longer. */
const whileFailing = async (
  tx: Transaction,
  { tenantId, id, now }: EffectOf,
  values: Partial<typeof effects.$inferInsert>,
): Promise<boolean> => {
  const changed = await tx
    .update(effects)
    .set({ ...values, updatedAt: now })
    .where(
      and(
        eq(effects.tenantId, tenantId),
        eq(effects.id, id),
        isNotNull(effects.failure),
        inArray(effects.state, ['owed', 'given_up']),
      ),
    )
    .returning({ id: effects.id });
  return changed.length > 0;
};

/** A failing effect is owed again at once; false when it does not fail. The caller wakes. */
export const retryEffect = (tx: Transaction, effect: EffectOf): Promise<boolean> =>
  whileFailing(tx, effect, {
    state: 'owed',
    tryAt: effect.now,
    failures: 0,
    failure: null,
    failingSince: null,
  });

/** A failing effect is not tried any more until it is owed anew; false when it does not fail. */
export const dismissEffect = (tx: Transaction, effect: EffectOf): Promise<boolean> =>
  whileFailing(tx, effect, { state: 'dismissed' });
