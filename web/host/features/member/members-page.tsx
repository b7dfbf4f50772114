import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { Member } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Avatar } from '#web/host/components/avatar.tsx';
import { Badge } from '#web/host/components/badge.tsx';
import { Button } from '#web/host/components/button.tsx';
import { Card, PageHeader } from '#web/host/components/page.tsx';
import { ErrorState, Skeleton } from '#web/host/components/states.tsx';
import { membersQuery, meQuery } from '#web/host/queries/account.ts';
import { InvitationsSection } from './invitations-section.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { managesMembers } from './roles.ts';

const Row = ({ member, isSelf }: { member: Member; isSelf: boolean }): ReactElement => {
  const texts = useMessages().members;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3">
      <Avatar className="size-10 text-sm" name={member.name} photoUrl={null} />
      <div className="min-w-0 flex-1 basis-48">
        <p className="font-medium wrap-anywhere">
          {member.name} {isSelf && <Badge tone="plain">{texts.you}</Badge>}
        </p>
        <p className="text-sm text-soft">{texts.roles[member.role]}</p>
      </div>
    </li>
  );
};

/** Who belongs to the organisation, and who is invited to. */
export const MembersPage = (): ReactElement => {
  const texts = useMessages().members;
  const { data: me } = useSuspenseQuery(meQuery);
  const query = useQuery(membersQuery);
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
              <Row isSelf={member.id === me.member.id} key={member.id} member={member} />
            ))}
          </ul>
        </Card>
      )}
      {isManager && <InvitationsSection />}
      {isInviting && <InviteDialog onClose={() => setInviting(false)} own={me.member.role} />}
    </>
  );
};
