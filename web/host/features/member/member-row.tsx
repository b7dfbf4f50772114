import { useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import type { Me, Member } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMay } from '#web/host/app/may.ts';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { useProblemToast } from '#web/host/app/use-problem-toast.ts';
import { Avatar } from '#web/host/components/avatar.tsx';
import { Badge } from '#web/host/components/badge.tsx';
import { IconButton } from '#web/host/components/button.tsx';
import { Menu, MenuItem } from '#web/host/components/menu.tsx';
import { membersKey } from '#web/host/queries/account/account.ts';
import { type DepartureKind, reactivateMember } from '#web/host/queries/member.ts';
import { DepartDialog } from './depart-dialog.tsx';
import { RoleDialog } from './role-dialog.tsx';
import { rolesBelow } from './roles.ts';
import { UnfreezeDialog } from './unfreeze-dialog.tsx';

/** After leaving another organisation is shown, or the way to sign in. */
const startAnew = (): void => location.assign('/app');

type Dialog = 'role' | 'unfreeze' | DepartureKind;

const Actions = ({
  member,
  isSelf,
  manages,
  onChoose,
}: {
  member: Member;
  isSelf: boolean;
  manages: boolean;
  onChoose: (dialog: Dialog) => void;
}): ReactElement => {
  const texts = useMessages().members;
  const queryClient = useQueryClient();
  const showProblem = useProblemToast();
  const reactivate = useMutationOnce({
    mutationFn: () => reactivateMember(member.id),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: membersKey });
      toast.success(texts.depart.reactivated(member.name));
    },
    onError: showProblem,
  });
  return (
    <Menu trigger={<IconButton icon="more" label={texts.actions(member.name)} />}>
      {manages && (
        <MenuItem icon="user" onSelect={() => onChoose('role')}>
          {texts.changeRole.open}
        </MenuItem>
      )}
      {manages && member.isFrozen && (
        <MenuItem icon="refresh" onSelect={() => onChoose('unfreeze')}>
          {texts.frozen.open}
        </MenuItem>
      )}
      {isSelf && (
        <MenuItem danger icon="signOut" onSelect={() => onChoose('leave')}>
          {texts.depart.leave.open}
        </MenuItem>
      )}
      {manages && !isSelf && !member.isActive && (
        <MenuItem icon="refresh" onSelect={() => reactivate.mutate(undefined)}>
          {texts.depart.reactivate}
        </MenuItem>
      )}
      {manages && !isSelf && member.isActive && (
        <MenuItem icon="archive" onSelect={() => onChoose('deactivate')}>
          {texts.depart.deactivate.open}
        </MenuItem>
      )}
      {manages && !isSelf && (
        <MenuItem danger icon="trash" onSelect={() => onChoose('remove')}>
          {texts.depart.remove.open}
        </MenuItem>
      )}
    </Menu>
  );
};

/** One member, with what the signed-in one can do about them. */
export const MemberRow = ({ member, me }: { member: Member; me: Me }): ReactElement => {
  const texts = useMessages().members;
  const [dialog, setDialog] = useState<Dialog>();
  const close = (): void => setDialog(undefined);
  const own = me.member.role;
  const isSelf = member.id === me.member.id;
  const manages = useMay()('members.write') && rolesBelow(own).includes(member.role);
  return (
    <li className="flex items-center gap-4 px-5 py-3">
      <Avatar className="size-10 text-sm" name={member.name} photoUrl={null} />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2 font-medium wrap-anywhere">
          {member.name}
          {isSelf && <Badge tone="plain">{texts.you}</Badge>}
          {!member.isActive && <Badge tone="warn">{texts.deactivated}</Badge>}
          {member.isFrozen && <Badge tone="warn">{texts.frozen.badge}</Badge>}
        </p>
        <p className="text-sm text-soft wrap-anywhere">{`${texts.roles[member.role]} · ${member.email}`}</p>
      </div>
      {(manages || isSelf) && (
        <Actions isSelf={isSelf} manages={manages} member={member} onChoose={setDialog} />
      )}
      {dialog === 'role' && <RoleDialog member={member} onClose={close} own={own} />}
      {dialog === 'unfreeze' && <UnfreezeDialog member={member} onClose={close} own={own} />}
      {dialog !== undefined && dialog !== 'role' && dialog !== 'unfreeze' && (
        <DepartDialog
          kind={dialog}
          member={member}
          onClose={close}
          {...(dialog === 'leave' ? { onDone: startAnew } : {})}
        />
      )}
    </li>
  );
};
