import { type ReactElement, type ReactNode, useId } from 'react';
import type { PaymentAccount, PaymentVendorOffer } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMay } from '#web/host/app/may.ts';
import { useFormats } from '#web/host/app/use-formats.ts';
import { useNow } from '#web/host/app/use-now.ts';
import { Badge } from '#web/host/components/badge.tsx';
import { Card } from '#web/host/components/page.tsx';
import { Note } from '#web/host/components/states.tsx';
import { textOf } from '#web/ui/text-of.ts';
import { toneOfStatus } from '../integration-card.tsx';
import { AccountActions } from './account-actions.tsx';
import { WebhookPart } from './webhook-part.tsx';

const Figure = ({ label, children }: { label: string; children: ReactNode }): ReactElement => (
  <div>
    <dt className="text-[0.8125rem] text-soft">{label}</dt>
    <dd className="text-sm tabular-nums">{children}</dd>
  </div>
);

const Figures = ({ account }: { account: PaymentAccount }): ReactElement => {
  const { payments: texts } = useMessages().integrations;
  const formats = useFormats();
  const now = useNow();
  const { state, lastEventAt } = account.webhook;
  return (
    <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Figure label={texts.webhook}>{texts.webhookStates[state]}</Figure>
      <Figure label={texts.lastEvent}>
        {lastEventAt === null ? texts.noEvent : formats.relative(lastEventAt, now)}
      </Figure>
      {account.currency !== null && <Figure label={texts.currency}>{account.currency}</Figure>}
      <Figure label={texts.unsettled}>{account.unsettledPayments}</Figure>
    </dl>
  );
};

const Head = ({ account, id }: { account: PaymentAccount; id: string }): ReactElement => {
  const { integrations: messages } = useMessages();
  const { payments: texts } = messages;
  const isFormer = account.status === 'connected' && !account.isCurrent;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <div className="min-w-0 flex-1 basis-48">
        <h3 className="font-semibold wrap-anywhere" id={id}>
          {account.accountLabel}
        </h3>
        <p className="text-sm text-soft">
          {textOf(messages.vendors, account.vendor, messages.otherVendor)} ·{' '}
          {isFormer ? texts.formerHint : texts.modeHints[account.mode]}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Badge tone={account.mode === 'live' ? 'good' : 'info'}>{texts.modes[account.mode]}</Badge>
        {isFormer ? (
          <Badge tone="plain">{texts.former}</Badge>
        ) : (
          <Badge
            icon={account.status === 'connected' ? 'check' : 'alert'}
            tone={toneOfStatus[account.status]}
          >
            {messages.status[account.status]}
          </Badge>
        )}
      </div>
    </div>
  );
};

/** An account that takes payments, with all that can be done about it. */
export const PaymentAccountCard = ({
  account,
  offer,
  pricedLinks,
  onReplaceKey,
}: {
  account: PaymentAccount;
  /** What its vendor asks for; undefined where the vendor is not available any more. */
  offer: PaymentVendorOffer | undefined;
  /** Links that can be booked only as long as it is connected. */
  pricedLinks: number;
  onReplaceKey: (offer: PaymentVendorOffer) => void;
}): ReactElement => {
  const { integrations: messages } = useMessages();
  const { payments: texts } = messages;
  const id = useId();
  const mayWrite = useMay()('tenant_integrations.write');
  return (
    <article aria-labelledby={id}>
      <Card className="grid gap-4 p-4 sm:p-5">
        <Head account={account} id={id} />
        {account.status === 'needs_reconnection' && (
          <Note icon="alert" role="alert" tone="warn">
            <p className="font-medium">{messages.lost.title(account.accountLabel)}</p>
            <p className="text-sm">{texts.lost}</p>
          </Note>
        )}
        {account.isUnrestricted && (
          <Note icon="alert" tone="warn">
            <p>{texts.unrestricted}</p>
          </Note>
        )}
        <Figures account={account} />
        <WebhookPart account={account} mayWrite={mayWrite} offer={offer} />
        {mayWrite && (
          <AccountActions
            account={account}
            onReplaceKey={offer === undefined ? undefined : () => onReplaceKey(offer)}
            pricedLinks={pricedLinks}
          />
        )}
      </Card>
    </article>
  );
};
