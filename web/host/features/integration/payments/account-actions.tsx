import { type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import type { PaymentAccount } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Button } from '#web/host/components/button.tsx';
import { ConfirmDialog } from '#web/host/components/dialog.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { Note, ProblemNote } from '#web/host/components/states.tsx';
import { disconnectPaymentAccount, testTenantAccount } from '#web/host/queries/integration.ts';
import { useRefreshAccounts } from './use-refresh-accounts.ts';

/** Asks before an account is disconnected, for its name where guests or refunds depend on it. */
const DisconnectDialog = ({
  account,
  pricedLinks,
  onClose,
}: {
  account: PaymentAccount;
  pricedLinks: number;
  onClose: () => void;
}): ReactElement => {
  const { integrations: messages } = useMessages();
  const { payments: texts } = messages;
  const refresh = useRefreshAccounts();
  const [name, setName] = useState('');
  const [isWrong, setWrong] = useState(false);
  const { accountLabel, unsettledPayments } = account;
  const isNeeded = pricedLinks > 0 || unsettledPayments > 0;
  const disconnect = useMutationOnce({
    mutationFn: () => disconnectPaymentAccount(account.id),
    onSuccess: ({ webhook }) => {
      onClose();
      if (webhook === 'left') toast.warning(texts.webhookLeft, { duration: 20_000 });
      else toast.success(messages.disconnected);
    },
    onSettled: refresh,
  });
  const confirm = (): void => {
    const isSure = !isNeeded || name.trim() === accountLabel;
    setWrong(!isSure);
    if (isSure) disconnect.mutate();
  };
  return (
    <ConfirmDialog
      body={texts.disconnectBody}
      busy={disconnect.isPending}
      confirm={messages.disconnectConfirm}
      error={disconnect.error}
      onConfirm={confirm}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      open
      title={messages.disconnectTitle(accountLabel)}
    >
      {isNeeded && (
        <>
          <Note icon="alert" tone="warn">
            {pricedLinks > 0 && <p>{texts.disconnectPriced(pricedLinks)}</p>}
            {unsettledPayments > 0 && <p>{texts.disconnectUnsettled(unsettledPayments)}</p>}
          </Note>
          <Field error={isWrong ? texts.confirmWrong : undefined} label={texts.confirmName(accountLabel)}>
            {(control) => (
              <input
                {...control}
                autoComplete="off"
                className="control"
                onChange={(event) => setName(event.target.value)}
                value={name}
              />
            )}
          </Field>
        </>
      )}
    </ConfirmDialog>
  );
};

/** What can be done about an account: try it, give it another key, disconnect it. */
export const AccountActions = ({
  account,
  pricedLinks,
  onReplaceKey,
}: {
  account: PaymentAccount;
  pricedLinks: number;
  onReplaceKey: (() => void) | undefined;
}): ReactElement => {
  const { integrations: messages } = useMessages();
  const { payments: texts, tenant } = messages;
  const [isEnding, setEnding] = useState(false);
  const refresh = useRefreshAccounts();
  const test = useMutationOnce({
    mutationFn: () => testTenantAccount(account.id),
    onSuccess: () => toast.success(tenant.tested),
    onSettled: refresh,
  });
  return (
    <>
      <div className="flex flex-wrap gap-2">
        {account.status === 'connected' && (
          <Button
            aria-label={tenant.testLabel(account.accountLabel)}
            busy={test.isPending}
            onClick={() => test.mutate()}
            size="small"
          >
            {tenant.test}
          </Button>
        )}
        {onReplaceKey !== undefined && (
          <Button aria-label={texts.replaceLabel(account.accountLabel)} onClick={onReplaceKey} size="small">
            {texts.replace}
          </Button>
        )}
        <Button
          aria-label={tenant.disconnectLabel(account.accountLabel)}
          onClick={() => setEnding(true)}
          size="small"
        >
          {messages.disconnect}
        </Button>
      </div>
      <ProblemNote error={test.error} />
      {isEnding && (
        <DisconnectDialog account={account} onClose={() => setEnding(false)} pricedLinks={pricedLinks} />
      )}
    </>
  );
};
