import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMay } from '#web/host/app/may.ts';
import { Button } from '#web/host/components/button.tsx';
import { Card, PageHeader } from '#web/host/components/page.tsx';
import { ErrorState, Note, Skeleton } from '#web/host/components/states.tsx';
import { meQuery } from '#web/host/queries/account/account.ts';
import { allMembersQuery } from '#web/host/queries/member.ts';
import { DeparturesSection } from './departures-section.tsx';
import { InvitationsSection } from './invitations-section.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { MemberRow } from './member-row.tsx';
import { SignInPolicySection } from './sign-in-policy-section.tsx';

/** Who belongs to the organisation, and who is invited to. */
export const MembersPage = (): ReactElement => {
  const texts = useMessages().members;
  const { data: me } = useSuspenseQuery(meQuery);
  const query = useQuery(allMembersQuery);
  const frozen = query.data?.filter(({ isFrozen }) => isFrozen).length ?? 0;
  const [isInviting, setInviting] = useState(false);
  const may = useMay();
  const mayWrite = may('members.write');
  const seesMore = mayWrite || me.supportView !== null;
  return (
    <>
      <PageHeader
        actions={
          mayWrite && (
            <Button icon="plus" onClick={() => setInviting(true)} tone="primary">
              {texts.invite.open}
            </Button>
          )
        }
        lead={texts.lead}
        title={texts.title}
      />
      {query.isPending && <Skeleton rows={3} />}
      {query.isError && query.data === undefined && (
        <Card>
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        </Card>
      )}
      {frozen > 0 && (
        <div className="mb-4">
          <Note icon="alert" tone="warn">
            <p>{texts.frozen.note(frozen)}</p>
          </Note>
        </div>
      )}
      {query.data !== undefined && (
        <Card className="overflow-hidden">
          <ul className="divide-y divide-line">
            {query.data.map((member) => (
              <MemberRow key={member.id} me={me} member={member} />
            ))}
          </ul>
        </Card>
      )}
      {seesMore && <InvitationsSection />}
      {seesMore && <DeparturesSection />}
      {seesMore && <SignInPolicySection />}
      {isInviting && <InviteDialog onClose={() => setInviting(false)} own={me.member.role} />}
    </>
  );
};
