import { type UseQueryOptions, useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { Usage } from '#web/api/schemas.ts';
import { useLanguage, useMessages } from '#web/host/app/language-provider.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { Card, Section } from '#web/host/components/page.tsx';
import { ErrorState, Note, Skeleton } from '#web/host/components/states.tsx';
import { formatMonth } from '#web/time/format.ts';
import { hostTag } from '#web/time/instants.ts';
import { lastMonths } from './months.ts';

const monthsShown = 12;

const Meter = ({ name, used, limit }: Usage['items'][number]): ReactElement => {
  const { language, messages } = useLanguage();
  const { usage: texts } = messages;
  const number = new Intl.NumberFormat(language);
  return (
    <li className="grid gap-1.5">
      <p className="flex flex-wrap justify-between gap-x-4">
        <span className="font-medium">{texts.names[name]}</span>
        <span className="text-soft tabular-nums">
          {limit === null
            ? texts.unlimited(number.format(used))
            : texts.usedOf(number.format(used), number.format(limit))}
        </span>
      </p>
      {limit !== null && (
        <meter
          aria-label={texts.names[name]}
          className="h-2 w-full"
          high={limit * 0.8}
          low={0}
          max={Math.max(limit, 1)}
          min={0}
          optimum={0}
          value={Math.min(used, Math.max(limit, 1))}
        />
      )}
    </li>
  );
};

const Shown = ({ usage }: { usage: Usage }): ReactElement => {
  const { language, messages } = useLanguage();
  const { operator, usage: texts } = messages;
  return (
    <>
      <p>
        <span className="text-soft">{operator.plan}:</span>{' '}
        <span className="font-medium">{operator.plans[usage.plan]}</span>
      </p>
      <ul className="grid gap-5">
        {usage.items.map((item) => (
          <Meter key={item.name} {...item} />
        ))}
      </ul>
      {usage.frozenMembers > 0 && (
        <Note icon="alert" tone="warn">
          <p>{texts.frozen(usage.frozenMembers)}</p>
        </Note>
      )}
      {usage.items.some(({ name, used, limit }) => name !== 'bookings' && limit !== null && used > limit) && (
        <p className="text-sm">{texts.kept}</p>
      )}
      <p className="text-sm text-soft">{texts.mails(new Intl.NumberFormat(language).format(usage.mails))}</p>
    </>
  );
};

/** What an organisation has used of its plan, month by month. */
export const UsageCard = ({
  queryOf,
}: {
  queryOf: (month: string) => UseQueryOptions<Usage, Error, Usage, string[]>;
}): ReactElement => {
  const { language } = useLanguage();
  const { usage: texts } = useMessages();
  const [months] = useState(() => lastMonths(Date.now(), monthsShown));
  const [month, setMonth] = useState(months[0] ?? '');
  const usage = useQuery(queryOf(month));
  return (
    <Card>
      <Section hint={texts.hint} title={texts.title}>
        <Field className="w-56" label={texts.month}>
          {(control) => (
            <select
              {...control}
              className="control"
              onChange={(event) => setMonth(event.target.value)}
              value={month}
            >
              {months.map((each) => (
                <option key={each} value={each}>
                  {formatMonth(each, hostTag(language))}
                </option>
              ))}
            </select>
          )}
        </Field>
        {usage.isPending && <Skeleton rows={3} />}
        {usage.isError && usage.data === undefined && (
          <ErrorState error={usage.error} onRetry={() => void usage.refetch()} />
        )}
        {usage.data !== undefined && <Shown usage={usage.data} />}
      </Section>
    </Card>
  );
};
