import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { type ReactElement, useEffect } from 'react';
import type { Billing } from '#web/api/schemas.ts';
import { useLanguage, useMessages } from '#web/host/app/language-provider.tsx';
import { useFormats } from '#web/host/app/use-formats.ts';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Badge, type BadgeTone } from '#web/host/components/badge.tsx';
import { Button } from '#web/host/components/button.tsx';
import { Card, PageHeader, Section } from '#web/host/components/page.tsx';
import { ErrorState, Note, ProblemNote, Skeleton } from '#web/host/components/states.tsx';
import { UsageCard } from '#web/host/features/plan/usage-card.tsx';
import {
  billingKey,
  billingQuery,
  checkBilling,
  openBillingPortal,
} from '#web/host/queries/account/billing.ts';
import { usageQuery } from '#web/host/queries/usage.ts';
import { CancelAction } from './cancel-action.tsx';
import { OffersSection } from './offers-section.tsx';

const route = getRouteApi('/member/billing');

type Subscription = NonNullable<Billing['subscription']>;

const tones: Record<Subscription['state'], BadgeTone> = {
  trialing: 'info',
  active: 'good',
  past_due: 'bad',
  paused: 'warn',
  incomplete: 'warn',
  ended: 'plain',
};

/** How a subscription stands, in a sentence. */
export const useStateText = (): ((subscription: Subscription) => string) => {
  const { billing: texts } = useMessages();
  const formats = useFormats();
  return ({ state, isCancelled, trialEndsAt, periodEndsAt, graceEndsAt }) => {
    const end = state === 'trialing' ? trialEndsAt : periodEndsAt;
    if (state === 'ended' || state === 'incomplete' || state === 'paused') return texts[state];
    if (graceEndsAt !== null) return texts.grace(formats.dateTime(graceEndsAt));
    if (end === null || state === 'past_due') return texts.states[state];
    if (isCancelled) return texts.ends(formats.longDate(end));
    return state === 'trialing' ? texts.trial(formats.longDate(end)) : texts.renews(formats.longDate(end));
  };
};

const PortalButton = (): ReactElement => {
  const { language, messages } = useLanguage();
  const open = useMutationOnce({
    mutationFn: () => openBillingPortal(language),
    onSuccess: ({ url }) => window.location.assign(url),
  });
  return (
    <>
      <Button busy={open.isPending || open.isSuccess} icon="external" onClick={() => open.mutate()}>
        {messages.billing.portal}
      </Button>
      <ProblemNote error={open.error} />
    </>
  );
};

const Waiting = ({ billing }: { billing: Billing }): ReactElement | null => {
  const { billing: texts } = useMessages();
  const isChanging = billing.subscription?.isChanging === true;
  if (!billing.isPageOpen && !isChanging && !billing.isFailing) return null;
  const text = billing.isFailing ? texts.failing : isChanging ? texts.changing : texts.waiting;
  return (
    <Note
      icon={billing.isFailing ? 'alert' : 'clock'}
      role="status"
      tone={billing.isFailing ? 'warn' : 'info'}
    >
      <p>{text}</p>
    </Note>
  );
};

const CurrentPlan = ({ billing }: { billing: Billing }): ReactElement => {
  const { billing: texts, operator } = useMessages();
  const stateText = useStateText();
  const { subscription, source, isSold } = billing;
  const isLive = subscription !== null && subscription.state !== 'ended';
  return (
    <Section title={texts.current}>
      <p className="flex flex-wrap items-center gap-3">
        <span className="text-xl font-semibold">{operator.plans[billing.plan]}</span>
        {subscription !== null && (
          <Badge tone={tones[subscription.state]}>{texts.states[subscription.state]}</Badge>
        )}
      </p>
      {subscription !== null && <p>{stateText(subscription)}</p>}
      {source === 'operator' && <p className="text-soft">{texts.given}</p>}
      {source === 'standard' && isSold && <p className="text-soft">{texts.standard}</p>}
      {!isSold && source !== 'operator' && <p className="text-soft">{texts.notSold}</p>}
      <Waiting billing={billing} />
      {isSold && subscription !== null && (
        <div className="flex flex-wrap items-start gap-2">
          <PortalButton />
          {isLive && <CancelAction subscription={subscription} />}
        </div>
      )}
    </Section>
  );
};

const Seats = ({ billing }: { billing: Billing }): ReactElement | null => {
  const { billing: texts } = useMessages();
  const { subscription, members } = billing;
  if (subscription === null || subscription.state === 'ended') return null;
  return (
    <Section hint={texts.seatsHint} title={texts.seatsTitle}>
      <p className="tabular-nums">{texts.seats(subscription.seats, members)}</p>
    </Section>
  );
};

/** Whoever comes back from the vendor is shown what it says, and no more than that. */
const useCameBack = (): void => {
  const { bought, back } = route.useSearch();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const isBack = bought !== undefined || back !== undefined;
  useEffect(() => {
    if (!isBack) return;
    void checkBilling()
      .catch(() => undefined)
      .then(() => queryClient.invalidateQueries({ queryKey: billingKey }))
      .then(() => navigate({ to: '/billing', search: {}, replace: true }));
  }, [isBack, navigate, queryClient]);
};

/** For owners: what the organisation pays for its plan, and what it could have. */
export const BillingPage = (): ReactElement => {
  const { billing: texts } = useMessages();
  const billing = useQuery(billingQuery);
  useCameBack();
  return (
    <>
      <PageHeader lead={texts.lead} title={texts.title} />
      <div className="grid gap-4">
        <Card>
          {billing.isPending && <Skeleton className="p-6" rows={3} />}
          {billing.isError && billing.data === undefined && (
            <ErrorState error={billing.error} onRetry={() => void billing.refetch()} />
          )}
          {billing.data !== undefined && (
            <>
              <CurrentPlan billing={billing.data} />
              <Seats billing={billing.data} />
              {billing.data.isSold && billing.data.source !== 'operator' && (
                <OffersSection billing={billing.data} />
              )}
            </>
          )}
        </Card>
        <UsageCard queryOf={usageQuery} />
      </div>
    </>
  );
};
