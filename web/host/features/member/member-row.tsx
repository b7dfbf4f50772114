import { type ReactElement, useState } from 'react';
import type { Me, Member } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Avatar } from '#web/host/components/avatar.tsx';
import { Badge } from '#web/host/components/badge.tsx';
import { IconButton } from '#web/host/components/button.tsx';
import { Menu, MenuItem } from '#web/host/components/menu.tsx';
import { RoleDialog } from './role-dialog.tsx';
import { managesMembers, rolesBelow } from './roles.ts';

/** One member, with what the signed-in one can do about them. */
export const MemberRow = ({ member, me }: { member: Member; me: Me }): ReactElement => {
  const texts = useMessages().members;
  const [dialog, setDialog] = useState<'role'>();
  const own = me.member.role;
  const manages = managesMembers(own) && rolesBelow(own).includes(member.role);
  return (
    <li className="flex items-center gap-4 px-5 py-3">
      <Avatar className="size-10 text-sm" name={member.name} photoUrl={null} />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2 font-medium wrap-anywhere">
          {member.name}
          {member.id === me.member.id && <Badge tone="plain">{texts.you}</Badge>}
          {!member.isActive && <Badge tone="warn">{texts.deactivated}</Badge>}
        </p>
        <p className="text-sm text-soft wrap-anywhere">{`${texts.roles[member.role]} · ${member.email}`}</p>
      </div>
      {manages && (
        <Menu trigger={<IconButton icon="more" label={texts.actions(member.name)} />}>
          <MenuItem icon="user" onSelect={() => setDialog('role')}>
            {texts.changeRole.open}
          </MenuItem>
        </Menu>
      )}
      {dialog === 'role' && <RoleDialog member={member} onClose={() => setDialog(undefined)} own={own} />}
    </li>
  );
};
