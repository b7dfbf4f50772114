import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Button, buttonClass } from '#web/host/components/button.tsx';
import { Card, Section } from '#web/host/components/page.tsx';
import { ErrorState, Note, Skeleton } from '#web/host/components/states.tsx';
import { deletionPreviewQuery, deletionQuery } from '#web/host/queries/account/own-data.ts';
import { DeletionDialog } from './deletion-dialog.tsx';

/** What deleting the account would concern, and asking for it; that it was asked for stands above every page. */
export const DeletionSection = (): ReactElement => {
  const { deletion: texts } = useMessages().ownData;
  const preview = useQuery(deletionPreviewQuery);
  const own = useQuery(deletionQuery).data;
  const [isAsking, setAsking] = useState(false);
  const organisations = preview.data?.organisations ?? [];
  const isLastOwner = organisations.some((each) => each.isLastOwner);
  return (
    <Card>
      <Section hint={texts.hint} title={texts.title}>
        {preview.isPending && <Skeleton rows={2} />}
        {preview.isError && preview.data === undefined && (
          <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />
        )}
        {organisations.length > 0 && (
          <div className="grid gap-2">
            <p>{texts.concerns}</p>
            <ul className="grid gap-1.5">
              {organisations.map(({ id, name, bookings, isLastOwner: isLast }) => (
                <li className="wrap-anywhere" key={id}>
                  <span className="font-medium">{name}</span>
                  <span className="text-soft">
                    {' · '}
                    {texts.bookings(bookings)}
                    {isLast && ` · ${texts.lastOwner}`}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        )}
        {isLastOwner && (
          <Note icon="alert" tone="info">
            <p>{texts.lastOwnerHint}</p>
            <Link className={`mt-2 ${buttonClass('secondary', 'small')}`} to="/members">
              {texts.toMembers}
            </Link>
          </Note>
        )}
        {preview.isSuccess && own?.deletion === null && !isLastOwner && (
          <Button className="justify-self-start" onClick={() => setAsking(true)} tone="danger">
            {texts.open}
          </Button>
        )}
        {isAsking && (
          <DeletionDialog
            hasBookings={organisations.some(({ bookings }) => bookings > 0)}
            onClose={() => setAsking(false)}
          />
        )}
      </Section>
    </Card>
  );
};
