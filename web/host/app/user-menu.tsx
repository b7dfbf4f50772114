import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Me } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMay } from '#web/host/app/may.ts';
import { MenuItem, MenuLink, MenuSeparator } from '#web/host/components/menu.tsx';
import { AccountMenu } from './frame/account-menu.tsx';
import { TenantChoice } from './tenant/tenant-choice.tsx';

export const UserMenu = ({ me, place }: { me: Me; place: 'side' | 'top' }): ReactElement => {
  const messages = useMessages();
  const navigate = useNavigate();
  const { menu } = messages.shell;
  /** Whoever looks at an organisation has nothing of their own in it. */
  const isOwn = me.supportView === null;
  const may = useMay();
  return (
    <AccountMenu
      email={me.email}
      name={me.member.name}
      photoUrl={me.person.photoUrl}
      place={place}
      subtitle={me.tenant.name}
    >
      <TenantChoice me={me} />
      {isOwn && (
        <MenuItem icon="user" onSelect={() => void navigate({ to: '/profile' })}>
          {menu.profile}
        </MenuItem>
      )}
      {place === 'top' && may('payments.read') && (
        <MenuItem icon="card" onSelect={() => void navigate({ to: '/payments' })}>
          {messages.payments.title}
        </MenuItem>
      )}
      <MenuItem icon="people" onSelect={() => void navigate({ to: '/members' })}>
        {menu.members}
      </MenuItem>
      {isOwn && (
        <>
          <MenuItem icon="key" onSelect={() => void navigate({ to: '/api-keys' })}>
            {menu.apiKeys}
          </MenuItem>
          <MenuItem icon="lock" onSelect={() => void navigate({ to: '/security' })}>
            {menu.security}
          </MenuItem>
          <MenuItem icon="download" onSelect={() => void navigate({ to: '/your-data' })}>
            {messages.ownData.title}
          </MenuItem>
          <MenuLink href={me.profileUrl} icon="globe">
            {menu.publicPage}
          </MenuLink>
        </>
      )}
      {may('branding.write') && (
        <MenuItem icon="drop" onSelect={() => void navigate({ to: '/branding' })}>
          {messages.branding.title}
        </MenuItem>
      )}
      {may('domains.read') && (
        <MenuItem icon="globe" onSelect={() => void navigate({ to: '/domains' })}>
          {messages.domains.title}
        </MenuItem>
      )}
      {may('usage.read') && (
        <MenuItem icon="more" onSelect={() => void navigate({ to: '/usage' })}>
          {messages.usage.title}
        </MenuItem>
      )}
      {may('billing.read') && me.sellsPlans && (
        <MenuItem icon="card" onSelect={() => void navigate({ to: '/billing', search: {} })}>
          {messages.billing.title}
        </MenuItem>
      )}
      {may('audit.read') && (
        <MenuItem icon="clock" onSelect={() => void navigate({ to: '/audit' })}>
          {messages.audit.title}
        </MenuItem>
      )}
      {me.isOperator && (
        <MenuItem icon="people" onSelect={() => void navigate({ to: '/operator/tenants' })}>
          {messages.operator.open}
        </MenuItem>
      )}
      {me.temporalUiUrl !== null && (
        <MenuLink href={me.temporalUiUrl} icon="external">
          {menu.temporal}
        </MenuLink>
      )}
      <MenuSeparator />
    </AccountMenu>
  );
};
