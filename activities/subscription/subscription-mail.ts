import { entitlementOf } from '#domain/subscription/entitlement.ts';
import type { SubscriptionMailData } from '#services/subscription/read-subscription-mail.ts';
import type { DeletionMailData } from '#services/tenant-deletion/read-deletion-mail.ts';
import { toMember } from '../member/to-member.ts';
import type { MailDeps, SubjectMails } from '../notification.ts';

/** The plan as it is called. */
const planNames = { pro: 'Pro', team: 'Team' } as const;

/** What the owners of an organisation are told about what they pay for its plan, as long as it is so. */
export const subscriptionMails = (
  deps: MailDeps,
  { plan, subscription }: SubscriptionMailData,
  { tenantName, people }: Pick<DeletionMailData, 'tenantName' | 'people'>,
): SubjectMails => ({
  tenantName,
  isOvertaken: ({ template, key }) => {
    if (subscription === null) return true;
    const { state, pastDueSince, trialEndsAt, isCancelled } = subscription;
    if (template === 'plan_ended') return plan !== 'free';
    if (template === 'plan_past_due')
      return state !== 'past_due' || !key.startsWith(`plan_past_due/${pastDueSince}/`);
    return state !== 'trialing' || isCancelled || key !== `plan_trial_ending/${trialEndsAt}`;
  },
  recipientsOf: () => people.map((person) => ({ audience: 'host', ...person })),
  contentOf: ({ template, createdAt }, recipient) => ({
    ...toMember({ template }, recipient, tenantName),
    subscription: {
      plan: planNames[subscription?.plan ?? 'pro'],
      until:
        template === 'plan_trial_ending'
          ? (subscription?.trialEndsAt ?? null)
          : entitlementOf(subscription, createdAt).until,
      billingUrl: `${deps.appUrl}/billing`,
    },
  }),
  icsOf: () => undefined,
});
