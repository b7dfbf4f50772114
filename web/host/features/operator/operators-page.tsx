import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, type ReactNode, useState } from 'react';
import { toast } from 'sonner';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useDeviceFormats } from '#web/host/app/use-formats.ts';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Button } from '#web/host/components/button.tsx';
import { SubmitDialog } from '#web/host/components/dialog.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { PageHeader } from '#web/host/components/page.tsx';
import { PagedList } from '#web/host/components/paged-list.tsx';
import { failureIn } from '#web/host/queries/api.ts';
import { grantOperator, operatorListQuery, withdrawOperator } from '#web/host/queries/operator/operator.ts';
import { ReasonDialog } from './reason-dialog.tsx';

type Named = { id: string; email: string };

const GrantDialog = ({
  existing,
  onClose,
}: {
  /** Addresses of those who are known to be operators, in lower case. */
  existing: readonly string[];
  onClose: () => void;
}): ReactElement => {
  const { operator } = useMessages();
  const texts = operator.grant;
  const queryClient = useQueryClient();
  const [values, setValues] = useState({ email: '', reason: '' });
  const [isChecked, setChecked] = useState(false);
  const grant = useMutationOnce({
    mutationFn: grantOperator,
    onSuccess: async () => {
      onClose();
      toast.success(texts.done);
      await queryClient.invalidateQueries(operatorListQuery);
    },
  });
  const isEmpty = (name: keyof typeof values): boolean => values[name].trim() === '';
  const isUnknown = failureIn(grant.error).errors.some(({ pointer }) => pointer === '/email');
  const isOne = existing.includes(values.email.trim().toLowerCase());
  const emailIssue = isEmpty('email') ? operator.create.missing : isOne ? texts.already : undefined;
  const submit = (): void => {
    setChecked(true);
    if (emailIssue === undefined && !isEmpty('reason'))
      grant.mutate({ email: values.email.trim(), reason: values.reason.trim() });
  };
  return (
    <SubmitDialog
      body={texts.body}
      busy={grant.isPending}
      confirm={texts.confirm}
      error={isUnknown ? null : grant.error}
      onClose={onClose}
      onSubmit={submit}
      title={texts.title}
    >
      <Field error={isUnknown ? texts.unknown : isChecked ? emailIssue : undefined} label={texts.email}>
        {(control) => (
          <input
            {...control}
            autoComplete="off"
            className="control"
            maxLength={254}
            onChange={(event) => {
              grant.reset();
              setValues({ ...values, email: event.target.value });
            }}
            type="email"
            value={values.email}
          />
        )}
      </Field>
      <Field
        error={isChecked && isEmpty('reason') ? operator.reason.missing : undefined}
        label={operator.reason.label}
      >
        {(control) => (
          <input
            {...control}
            autoComplete="off"
            className="control"
            maxLength={300}
            onChange={(event) => setValues({ ...values, reason: event.target.value })}
            value={values.reason}
          />
        )}
      </Field>
    </SubmitDialog>
  );
};

const WithdrawDialog = ({ of, onClose }: { of: Named; onClose: () => void }): ReactElement => {
  const { withdraw: texts } = useMessages().operator;
  const queryClient = useQueryClient();
  const withdraw = useMutationOnce({
    mutationFn: withdrawOperator,
    onSuccess: async () => {
      onClose();
      toast.success(texts.done);
      await queryClient.invalidateQueries(operatorListQuery);
    },
  });
  return (
    <ReasonDialog
      body={texts.body}
      busy={withdraw.isPending}
      confirm={texts.open}
      danger
      error={withdraw.error}
      onClose={onClose}
      onConfirm={(reason) => withdraw.mutate({ operatorId: of.id, reason })}
      title={texts.title(of.email)}
    />
  );
};

const Row = ({
  email,
  since,
  children,
}: {
  email: string;
  since: string;
  children?: ReactNode;
}): ReactElement => (
  <li className="flex flex-wrap items-center gap-x-5 gap-y-2 px-5 py-3">
    <div className="min-w-0 flex-1 basis-56">
      <p className="font-medium wrap-anywhere">{email}</p>
      <p className="text-sm text-soft">{since}</p>
    </div>
    {children}
  </li>
);

/** Everybody who operates the installation. */
export const OperatorsPage = (): ReactElement => {
  const { operator: texts } = useMessages();
  const [isGranting, setGranting] = useState(false);
  const [withdrawing, setWithdrawing] = useState<Named | null>(null);
  const list = useInfiniteQuery(operatorListQuery);
  const ofSettings = list.data?.pages[0]?.ofSettings ?? [];
  const granted = list.data?.pages.flatMap(({ items }) => items.map(({ email }) => email)) ?? [];
  const existing = [...ofSettings, ...granted];
  const { date } = useDeviceFormats();
  return (
    <>
      <PageHeader
        actions={
          <Button icon="plus" onClick={() => setGranting(true)} tone="primary">
            {texts.grant.open}
          </Button>
        }
        lead={texts.operatorsLead}
        title={texts.nav.operators}
      />
      <PagedList
        before={ofSettings.map((email) => <Row email={email} key={email} since={texts.bySettings} />)}
        empty={null}
        list={list}
        rows={3}
      >
        {({ id, email, grantedAt }) => (
          <Row email={email} key={id} since={texts.granted(date(grantedAt))}>
            <Button onClick={() => setWithdrawing({ id, email })} size="small">
              {texts.withdraw.open}
              <span className="sr-only"> {email}</span>
            </Button>
          </Row>
        )}
      </PagedList>
      {isGranting && <GrantDialog existing={existing} onClose={() => setGranting(false)} />}
      {withdrawing !== null && <WithdrawDialog of={withdrawing} onClose={() => setWithdrawing(null)} />}
    </>
  );
};
