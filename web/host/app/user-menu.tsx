import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import type { Me } from '#web/api/schemas.ts';
import { actsForAll } from '#web/host/app/acts-for-all.ts';
import { useLanguage } from '#web/host/app/language-provider.tsx';
import { Avatar } from '#web/host/components/avatar.tsx';
import { Icon } from '#web/host/components/icon.tsx';
import { Menu, MenuChoice, MenuItem, MenuLink, MenuSeparator } from '#web/host/components/menu.tsx';
import { signOut } from '#web/host/queries/account/account.ts';
import { languageNames, languages } from '#web/i18n/languages.ts';
import { cx } from '#web/ui/class-names.ts';
import { TenantChoice } from './tenant/tenant-choice.tsx';
import { applyTheme, storedTheme, themes } from './theme.ts';
import { useProblemToast } from './use-problem-toast.ts';

export const UserMenu = ({ me, place }: { me: Me; place: 'side' | 'top' }): ReactElement => {
  const { language, messages, choose } = useLanguage();
  const [theme, setTheme] = useState(storedTheme);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const showProblem = useProblemToast();
  const leave = useMutation({
    mutationFn: signOut,
    onSuccess: async () => {
      await navigate({ to: '/sign-in' });
      queryClient.clear();
    },
    onError: showProblem,
  });
  const { menu } = messages.shell;
  /** Whoever looks at an organisation has nothing of their own in it. */
  const isOwn = me.supportView === null;
  const trigger = (
    <button
      className={cx(
        'flex items-center gap-3 rounded-xl text-start transition-colors hover:bg-sunken data-[state=open]:bg-sunken',
        place === 'side' ? 'w-full p-2' : 'p-1',
      )}
      type="button"
    >
      <Avatar className="size-9 text-sm" name={me.member.name} photoUrl={me.person.photoUrl} />
      {place === 'side' ? (
        <>
          <span className="min-w-0 flex-1">
            <span className="block truncate font-medium">{me.member.name}</span>
            <span className="block truncate text-[0.8125rem] text-soft">{me.tenant.name}</span>
            <span className="sr-only">{menu.label}</span>
          </span>
          <Icon className="size-4 shrink-0 text-soft" name="chevronDown" />
        </>
      ) : (
        <span className="sr-only">
          {me.member.name} {menu.label}
        </span>
      )}
    </button>
  );
  return (
    <Menu
      align={place === 'side' ? 'start' : 'end'}
      side={place === 'side' ? 'top' : 'bottom'}
      trigger={trigger}
    >
      <div className="px-2.5 py-1.5">
        <p className="font-medium">{me.member.name}</p>
        <p className="text-sm text-soft">{me.email}</p>
      </div>
      <MenuSeparator />
      <TenantChoice me={me} />
      {isOwn && (
        <MenuItem icon="user" onSelect={() => void navigate({ to: '/profile' })}>
          {menu.profile}
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
      {actsForAll(me) && (
        <>
          <MenuItem icon="drop" onSelect={() => void navigate({ to: '/branding' })}>
            {messages.branding.title}
          </MenuItem>
          <MenuItem icon="globe" onSelect={() => void navigate({ to: '/domains' })}>
            {messages.domains.title}
          </MenuItem>
          <MenuItem icon="more" onSelect={() => void navigate({ to: '/usage' })}>
            {messages.usage.title}
          </MenuItem>
          <MenuItem icon="clock" onSelect={() => void navigate({ to: '/audit' })}>
            {messages.audit.title}
          </MenuItem>
        </>
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
      <MenuChoice
        label={menu.theme}
        onChange={(next) => {
          setTheme(next);
          applyTheme(next);
        }}
        options={themes.map((name) => [name, menu.themes[name]] as const)}
        value={theme}
      />
      <MenuSeparator />
      <MenuChoice
        label={menu.language}
        onChange={choose}
        options={languages.map((name) => [name, languageNames[name]] as const)}
        value={language}
      />
      <MenuSeparator />
      <MenuItem icon="signOut" onSelect={() => leave.mutate()}>
        {menu.signOut}
      </MenuItem>
    </Menu>
  );
};
