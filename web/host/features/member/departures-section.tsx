import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { Departure } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useFormats } from '#web/host/app/use-formats.ts';
import { Card } from '#web/host/components/page.tsx';
import { Note } from '#web/host/components/states.tsx';
import { departuresQuery } from '#web/host/queries/member.ts';

const Row = ({ row }: { row: Departure }): ReactElement => {
  const texts = useMessages().members.departures;
  const formats = useFormats();
  const facts = [
    `${texts.kinds[row.kind]} ${texts.on(formats.dateTime(row.createdAt))}`,
    ...(row.total > 0 ? [texts.progress(row.settled, row.total)] : []),
    ...(row.cancelled > 0 ? [texts.cancelled(row.cancelled)] : []),
  ];
  return (
    <li className="grid gap-2 px-5 py-3">
      <p className="font-medium wrap-anywhere">{row.member.name}</p>
      <p className="text-sm text-soft">{facts.join(' · ')}</p>
      {row.state === 'open' && row.total > 0 && (
        <progress
          aria-label={texts.progress(row.settled, row.total)}
          className="w-full"
          max={row.total}
          value={row.settled}
        />
      )}
      {row.failure !== null && (
        <Note icon="alert" tone="warn">
          {texts.failing}
        </Note>
      )}
    </li>
  );
};

/** Who has gone lately, and how far their bookings are settled; nothing as long as nobody has. */
export const DeparturesSection = (): ReactElement | null => {
  const texts = useMessages().members.departures;
  const rows = useQuery(departuresQuery).data ?? [];
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="departures-heading" className="mt-8 grid gap-3">
      <h2 className="text-lg font-semibold" id="departures-heading">
        {texts.title}
      </h2>
      <Card className="overflow-hidden">
        <ul className="divide-y divide-line">
          {rows.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </ul>
      </Card>
    </section>
  );
};
