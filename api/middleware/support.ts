import type { SignedInUser } from '#services/account/identity.ts';
import type { KeyCaller } from '#services/api-key/find-key.ts';
import type { ServiceContext } from '#services/context.ts';
import type { Operators } from '#services/operator/find-operator.ts';
import { findOpenView } from '#services/support/find-support-view.ts';

/** What a sign-in looks through: the tenant and who looks, or null when it acts as itself. Asked with every request. */
export type SupportGuard = (user: SignedInUser) => Promise<Looking | null>;

export type Looking = Pick<KeyCaller, 'tenantId' | 'tenantState'> & {
  actor: Extract<ServiceContext['actor'], { kind: 'support' }>;
  confirmedAt: number;
  /** Whoever looks is no member, whatever an organisation requires of those. */
  lacksSecondFactor: false;
};

/** A view stands as long as its time runs and its operator is one. */
export const createSupportGuard =
  (options: { db: ServiceContext['db']; now: () => number; operators: Operators }): SupportGuard =>
  async (user) => {
    const { supportViewId: id, sessionId: signInId, userId, email, confirmedAt } = user;
    if (id === null) return null;
    const found = await findOpenView(options.db, { id, signInId, now: options.now() });
    if (found === null || (await options.operators.sourceOf(user)) === null) return null;
    const { view, tenantState } = found;
    return {
      tenantId: view.tenantId,
      tenantState,
      actor: { kind: 'support', viewId: view.id, userId, email, signInId, memberId: null },
      confirmedAt,
      lacksSecondFactor: false,
    };
  };
