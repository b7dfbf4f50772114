import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import { type LimitName, type Limits, limitNames, plans } from '#domain/plan/types.ts';
import type { OperatorTenant } from '#web/api/schemas.ts';
import { useLanguage, useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { Button } from '#web/host/components/button.tsx';
import { FormDialog } from '#web/host/components/dialog.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { Note, ProblemNote } from '#web/host/components/states.tsx';
import { lastMonths } from '#web/host/features/plan/months.ts';
import { tenantBillingQuery } from '#web/host/queries/account/billing.ts';
import { operatorKey, planListQuery, setPlan } from '#web/host/queries/operator/operator.ts';
import { tenantUsageQuery } from '#web/host/queries/usage.ts';

/** As the plan says, without limit, or a number of their own. */
type Choice = { kind: 'plan' | 'unlimited' | 'number'; number: string };

const choiceOf = (value: number | null | undefined): Choice => {
  if (value === undefined) return { kind: 'plan', number: '' };
  return value === null ? { kind: 'unlimited', number: '' } : { kind: 'number', number: String(value) };
};

const isWrong = ({ kind, number }: Choice): boolean => kind === 'number' && !/^\d{1,9}$/.test(number.trim());

const overridesOf = (choices: Record<LimitName, Choice>): OperatorTenant['limits'] =>
  Object.fromEntries(
    limitNames.flatMap((name) => {
      const { kind, number } = choices[name];
      return kind === 'plan' ? [] : [[name, kind === 'unlimited' ? null : Number(number)]];
    }),
  );

/** The limit that a choice comes to; undefined while that is not known. */
const limitOf = (choice: Choice, planLimit: number | null | undefined): number | null | undefined => {
  if (choice.kind === 'plan') return planLimit;
  if (choice.kind === 'unlimited') return null;
  return isWrong(choice) ? undefined : Number(choice.number);
};

const limitsChosen = (choices: Record<LimitName, Choice>, planLimits: Limits | undefined) => ({
  bookings: limitOf(choices.bookings, planLimits?.bookings),
  members: limitOf(choices.members, planLimits?.members),
  calendars: limitOf(choices.calendars, planLimits?.calendars),
  domains: limitOf(choices.domains, planLimits?.domains),
});

/** What is above its limit at once with what is chosen. */
const Exceeded = ({
  tenantId,
  limits,
}: {
  tenantId: string;
  limits: Record<LimitName, number | null | undefined>;
}): ReactElement | null => {
  const { language, messages } = useLanguage();
  const { operator, usage } = messages;
  const [month] = useState(() => lastMonths(Date.now(), 1)[0] ?? '');
  const items = useQuery(tenantUsageQuery(tenantId, month)).data?.items ?? [];
  const number = new Intl.NumberFormat(language);
  const above = items.flatMap(({ name, used }) => {
    const limit = limits[name];
    return limit != null && used > limit ? [{ name, used, limit }] : [];
  });
  if (above.length === 0) return null;
  return (
    <Note icon="alert" role="status" tone="warn">
      <p>{operator.setPlan.exceeded}</p>
      <ul className="mt-1 grid list-disc gap-1 ps-5">
        {above.map(({ name, used, limit }) => (
          <li key={name}>
            {usage.names[name]}: {usage.usedOf(number.format(used), number.format(limit))}
          </li>
        ))}
      </ul>
    </Note>
  );
};

const LimitField = ({
  name,
  choice,
  planLimit,
  isChecked,
  onChange,
}: {
  name: LimitName;
  choice: Choice;
  planLimit: number | null | undefined;
  isChecked: boolean;
  onChange: (choice: Choice) => void;
}): ReactElement => {
  const { language, messages } = useLanguage();
  const { operator, usage } = messages;
  const texts = operator.setPlan;
  const inPlan = planLimit == null ? texts.noLimit : new Intl.NumberFormat(language).format(planLimit);
  return (
    <div className="grid gap-2 sm:grid-cols-2">
      <Field label={usage.names[name]}>
        {(control) => (
          <select
            {...control}
            className="control"
            onChange={(event) =>
              onChange({
                ...choice,
                kind:
                  (['unlimited', 'number'] as const).find((kind) => kind === event.target.value) ?? 'plan',
              })
            }
            value={choice.kind}
          >
            <option value="plan">{texts.asPlan(planLimit === undefined ? '…' : inPlan)}</option>
            <option value="unlimited">{texts.unlimited}</option>
            <option value="number">{texts.ownLimit}</option>
          </select>
        )}
      </Field>
      {choice.kind === 'number' && (
        <Field
          error={isChecked && isWrong(choice) ? texts.wrong : undefined}
          label={texts.limitOf(usage.names[name])}
        >
          {(control) => (
            <input
              {...control}
              autoComplete="off"
              className="control"
              inputMode="numeric"
              onChange={(event) => onChange({ ...choice, number: event.target.value })}
              value={choice.number}
            />
          )}
        </Field>
      )}
    </div>
  );
};

/** Asks which plan an organisation gets, which limits instead of the plan's, and why. */
export const PlanDialog = ({
  tenant,
  onClose,
}: {
  tenant: OperatorTenant;
  onClose: () => void;
}): ReactElement => {
  const { billing, operator, shell } = useMessages();
  const texts = operator.setPlan;
  const isSold = useQuery(tenantBillingQuery(tenant.id)).data?.isSold === true;
  const [followsPayment, setFollowing] = useState(false);
  const queryClient = useQueryClient();
  const [plan, setChosen] = useState(tenant.plan);
  const [choices, setChoices] = useState<Record<LimitName, Choice>>(() => ({
    bookings: choiceOf(tenant.limits.bookings),
    members: choiceOf(tenant.limits.members),
    calendars: choiceOf(tenant.limits.calendars),
    domains: choiceOf(tenant.limits.domains),
  }));
  const planLimits = useQuery(planListQuery).data?.find(({ name }) => name === plan)?.limits;
  const [reason, setReason] = useState('');
  const [isChecked, setChecked] = useState(false);
  const change = useMutationOnce({
    mutationFn: setPlan,
    onSuccess: async () => {
      onClose();
      toast.success(texts.done);
      await queryClient.invalidateQueries({ queryKey: operatorKey });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setChecked(true);
    if (reason.trim() === '' || limitNames.some((name) => isWrong(choices[name]))) return;
    const limits = overridesOf(choices);
    change.mutate({ tenantId: tenant.id, plan, limits, followsPayment, reason: reason.trim() });
  };
  return (
    <FormDialog
      body={texts.body}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      open
      title={texts.open}
    >
      <form className="grid gap-4" noValidate onSubmit={submit}>
        <Field label={operator.plan}>
          {(control) => (
            <select
              {...control}
              className="control"
              onChange={(event) => setChosen(plans.find((each) => each === event.target.value) ?? plan)}
              value={plan}
            >
              {plans.map((each) => (
                <option key={each} value={each}>
                  {operator.plans[each]}
                </option>
              ))}
            </select>
          )}
        </Field>
        {isSold && (
          <label className="flex items-start gap-3">
            <input
              checked={followsPayment}
              className="mt-1"
              onChange={(event) => setFollowing(event.target.checked)}
              type="checkbox"
            />
            <span>
              {billing.operator.follows}
              <span className="block text-sm text-soft">{billing.operator.followsHint}</span>
            </span>
          </label>
        )}
        {limitNames.map((name) => (
          <LimitField
            choice={choices[name]}
            isChecked={isChecked}
            key={name}
            name={name}
            planLimit={planLimits?.[name]}
            onChange={(choice) => setChoices({ ...choices, [name]: choice })}
          />
        ))}
        <Exceeded limits={limitsChosen(choices, planLimits)} tenantId={tenant.id} />
        <Field
          error={isChecked && reason.trim() === '' ? operator.reason.missing : undefined}
          hint={operator.reason.hint}
          label={operator.reason.label}
        >
          {(control) => (
            <input
              {...control}
              autoComplete="off"
              className="control"
              maxLength={300}
              onChange={(event) => setReason(event.target.value)}
              value={reason}
            />
          )}
        </Field>
        <ProblemNote error={change.error} />
        <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
          <Button onClick={onClose}>{shell.actions.cancel}</Button>
          <Button busy={change.isPending} tone="primary" type="submit">
            {texts.confirm}
          </Button>
        </div>
      </form>
    </FormDialog>
  );
};
