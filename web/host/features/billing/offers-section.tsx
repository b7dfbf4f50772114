import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import { formatMoney } from '#domain/money/amount.ts';
import type { Billing, PlanOfferList } from '#web/api/schemas.ts';
import { useLanguage, useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Button } from '#web/host/components/button.tsx';
import { ConfirmDialog } from '#web/host/components/dialog.tsx';
import { Section } from '#web/host/components/page.tsx';
import { ErrorState, ProblemNote, Skeleton } from '#web/host/components/states.tsx';
import {
  billingKey,
  changePlan,
  type Offer,
  openPlanCheckout,
  planOffersQuery,
} from '#web/host/queries/account/billing.ts';

type PlanOffer = PlanOfferList['items'][number];

const limitNames = ['bookings', 'members', 'calendars', 'domains'] as const;
const liveStates: readonly string[] = ['trialing', 'active', 'past_due'];

const ChangeButton = ({ offer }: { offer: PlanOffer }): ReactElement => {
  const { billing: texts, operator } = useMessages();
  const { change: words } = texts;
  const queryClient = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const name = `${operator.plans[offer.plan]}, ${texts.intervals[offer.interval]}`;
  const change = useMutationOnce({
    mutationFn: (to: Offer) => changePlan(to),
    onSuccess: (billing) => {
      setAsking(false);
      toast.success(words.done);
      queryClient.setQueryData(billingKey, billing);
    },
  });
  return (
    <>
      <Button onClick={() => setAsking(true)}>{words.open(operator.plans[offer.plan])}</Button>
      {isAsking && (
        <ConfirmDialog
          body={words.body}
          busy={change.isPending}
          confirm={words.confirm}
          error={change.error}
          onConfirm={() => change.mutate({ plan: offer.plan, interval: offer.interval })}
          onOpenChange={(open) => {
            if (!open) setAsking(false);
          }}
          open
          title={words.title(name)}
        />
      )}
    </>
  );
};

const BuyButton = ({ offer }: { offer: PlanOffer }): ReactElement => {
  const { billing: texts, operator } = useMessages();
  const buy = useMutationOnce({
    mutationFn: (asked: Offer) => openPlanCheckout(asked),
    onSuccess: ({ url }) => window.location.assign(url),
  });
  return (
    <>
      <Button
        busy={buy.isPending || buy.isSuccess}
        onClick={() => buy.mutate({ plan: offer.plan, interval: offer.interval })}
        tone="primary"
      >
        {texts.choose(operator.plans[offer.plan])}
      </Button>
      <ProblemNote error={buy.error} />
    </>
  );
};

const OfferCard = ({ offer, billing }: { offer: PlanOffer; billing: Billing }): ReactElement => {
  const { language, messages } = useLanguage();
  const { billing: texts, operator } = messages;
  const { subscription } = billing;
  const isLive = subscription !== null && liveStates.includes(subscription.state);
  const isCurrent = isLive && subscription.plan === offer.plan && subscription.interval === offer.interval;
  const number = new Intl.NumberFormat(language);
  return (
    <li className="grid content-start gap-3 rounded-xl border border-line p-4">
      <h3 className="text-lg font-semibold">{operator.plans[offer.plan]}</h3>
      <p>
        {offer.price === null
          ? texts.noPrice
          : texts.price[offer.interval](formatMoney(offer.price, language))}
      </p>
      <ul className="grid gap-1 text-sm text-soft">
        {limitNames.map((name) => {
          const limit = offer.limits[name];
          return limit === null ? null : <li key={name}>{texts.limits[name](number.format(limit))}</li>;
        })}
      </ul>
      {!isLive && billing.trialDays > 0 && (
        <p className="text-sm font-medium">{texts.trialDays(billing.trialDays)}</p>
      )}
      <div className="grid justify-items-start gap-2">
        {isCurrent && <p className="font-medium">{texts.isCurrent}</p>}
        {isLive && !isCurrent && <ChangeButton offer={offer} />}
        {!isLive && <BuyButton offer={offer} />}
      </div>
    </li>
  );
};

/** What can be bought, by the month or the year. */
export const OffersSection = ({ billing }: { billing: Billing }): ReactElement => {
  const { billing: texts } = useMessages();
  const offers = useQuery(planOffersQuery);
  const [chosen, setChosen] = useState<Offer['interval']>(billing.subscription?.interval ?? 'month');
  const intervals = (['month', 'year'] as const).filter((each) =>
    offers.data?.some(({ interval }) => interval === each),
  );
  const interval = intervals.includes(chosen) ? chosen : (intervals[0] ?? 'month');
  return (
    <Section title={texts.offers}>
      {offers.isPending && <Skeleton rows={2} />}
      {offers.isError && offers.data === undefined && (
        <ErrorState error={offers.error} onRetry={() => void offers.refetch()} />
      )}
      {intervals.length > 1 && (
        <fieldset className="flex flex-wrap gap-x-6 gap-y-2">
          <legend className="mb-2 text-sm font-medium">{texts.interval}</legend>
          {intervals.map((each) => (
            <label className="flex min-h-9 items-center gap-2" key={each}>
              <input
                checked={interval === each}
                name="interval"
                onChange={() => setChosen(each)}
                type="radio"
                value={each}
              />
              {texts.intervals[each]}
            </label>
          ))}
        </fieldset>
      )}
      <ul className="grid gap-4 sm:grid-cols-2">
        {(offers.data ?? [])
          .filter((offer) => offer.interval === interval)
          .map((offer) => (
            <OfferCard billing={billing} key={`${offer.plan} ${offer.interval}`} offer={offer} />
          ))}
      </ul>
    </Section>
  );
};
