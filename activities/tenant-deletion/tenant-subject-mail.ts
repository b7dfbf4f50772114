import type { NotificationRow } from '#services/notification/due-notifications.ts';
import type { PlanMailData } from '#services/plan/read-plan-mail.ts';
import type { SubscriptionMailData } from '#services/subscription/read-subscription-mail.ts';
import type { DeletionMailData } from '#services/tenant-deletion/read-deletion-mail.ts';
import type { MailDeps, SubjectMails } from '../notification.ts';
import { freezingMails, planMails } from '../person-mail.ts';
import { subscriptionMails } from '../subscription/subscription-mail.ts';
import { supportMails } from '../support/support-mail.ts';
import { deletionMails } from './deletion-mail.ts';

/**
 * What is told of an organisation as a whole: to its admins about its plan, to its owners about what they pay for it, its deletion and
 * who looks at it.
 */
export const tenantMails = (
  deps: MailDeps,
  {
    plan,
    deletion,
    subscription,
  }: { plan: PlanMailData; deletion: DeletionMailData; subscription: SubscriptionMailData },
): SubjectMails => {
  const [ofPlan, ofDeletion] = [planMails(deps, plan), deletionMails(deps, deletion)];
  const ofFreezing = freezingMails(deps, plan);
  const ofSupport = supportMails(deps, deletion);
  const ofSubscription = subscriptionMails(deps, subscription, deletion);
  const of = ({ template }: NotificationRow): SubjectMails => {
    if (template === 'support_view_entered') return ofSupport;
    if (template === 'members_frozen') return ofFreezing;
    if (template === 'plan_trial_ending' || template === 'plan_past_due' || template === 'plan_ended')
      return ofSubscription;
    return template === 'tenant_deletion_asked' || template === 'tenant_deletion_called_off'
      ? ofDeletion
      : ofPlan;
  };
  return {
    tenantName: plan.tenantName,
    isOvertaken: (row, now) => of(row).isOvertaken(row, now),
    recipientsOf: (row) => of(row).recipientsOf(row),
    contentOf: (row, recipient) => of(row).contentOf(row, recipient),
    icsOf: () => undefined,
  };
};
