import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Button } from '#web/host/components/button.tsx';
import { Card, PageHeader } from '#web/host/components/page.tsx';
import { ErrorState, Skeleton } from '#web/host/components/states.tsx';
import { meQuery } from '#web/host/queries/account/account.ts';
import { allMembersQuery } from '#web/host/queries/member.ts';
import { DeparturesSection } from './departures-section.tsx';
import { InvitationsSection } from './invitations-section.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { MemberRow } from './member-row.tsx';
import { managesMembers } from './roles.ts';
import { SignInPolicySection } from './sign-in-policy-section.tsx';

/** Who belongs to the organisation, and who is invited to. */
export const MembersPage = (): ReactElement => {
  const texts = useMessages().members;
  const { data: me } = useSuspenseQuery(meQuery);
  const query = useQuery(allMembersQuery);
  const [isInviting, setInviting] = useState(false);
  const isManager = managesMembers(me.member.role);
  return (
    <>
      <PageHeader
        actions={
          isManager && (
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
      {query.data !== undefined && (
        <Card className="overflow-hidden">
          <ul className="divide-y divide-line">
            {query.data.map((member) => (
              <MemberRow key={member.id} me={me} member={member} />
            ))}
          </ul>
        </Card>
      )}
      {isManager && <InvitationsSection />}
      {isManager && <DeparturesSection />}
      {isManager && <SignInPolicySection />}
      {isInviting && <InviteDialog onClose={() => setInviting(false)} own={me.member.role} />}
    </>
  );
};
