import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, type ReactNode, useState } from 'react';
import { useLanguage } from '#web/host/app/language-provider.tsx';
import { applyTheme, storedTheme, themes } from '#web/host/app/theme.ts';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { useProblemToast } from '#web/host/app/use-problem-toast.ts';
import { Avatar } from '#web/host/components/avatar.tsx';
import { Icon } from '#web/host/components/icon.tsx';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '#web/host/components/menu.tsx';
import { signOut } from '#web/host/queries/account/account.ts';
import { languageNames, languages } from '#web/i18n/languages.ts';
import { cx } from '#web/ui/class-names.ts';

/** Who is signed in, with how the app looks and the way out; between them, what `children` lead to. */
export const AccountMenu = ({
  name,
  email,
  photoUrl,
  place,
  subtitle,
  children,
}: {
  name: string;
  email: string;
  photoUrl: string | null;
  place: 'side' | 'top';
  subtitle?: string;
  children?: ReactNode;
}): ReactElement => {
  const { language, messages, choose } = useLanguage();
  const [theme, setTheme] = useState(storedTheme);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const showProblem = useProblemToast();
  const leave = useMutationOnce({
    mutationFn: signOut,
    onSuccess: async () => {
      await navigate({ to: '/sign-in' });
      queryClient.clear();
    },
    onError: showProblem,
  });
  const { menu } = messages.shell;
  const trigger = (
    <button
      className={cx(
        'flex items-center gap-3 rounded-xl text-start transition-colors hover:bg-sunken data-[state=open]:bg-sunken',
        place === 'side' ? 'w-full p-2' : 'p-1',
      )}
      type="button"
    >
      <Avatar className="size-9 text-sm" name={name} photoUrl={photoUrl} />
      {place === 'side' ? (
        <>
          <span className="min-w-0 flex-1">
            <span className="block truncate font-medium">{name}</span>
            <span className="block truncate text-[0.8125rem] text-soft">{subtitle}</span>
            <span className="sr-only">{menu.label}</span>
          </span>
          <Icon className="size-4 shrink-0 text-soft" name="chevronDown" />
        </>
      ) : (
        <span className="sr-only">
          {name} {menu.label}
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
        <p className="font-medium">{name}</p>
        {email !== name && <p className="text-sm text-soft">{email}</p>}
      </div>
      <MenuSeparator />
      {children}
      <MenuChoice
        label={menu.theme}
        onChange={(next) => {
          setTheme(next);
          applyTheme(next);
        }}
        options={themes.map((each) => [each, menu.themes[each]] as const)}
        value={theme}
      />
      <MenuSeparator />
      <MenuChoice
        label={menu.language}
        onChange={choose}
        options={languages.map((each) => [each, languageNames[each]] as const)}
        value={language}
      />
      <MenuSeparator />
      <MenuItem icon="signOut" onSelect={() => leave.mutate()}>
        {menu.signOut}
      </MenuItem>
    </Menu>
  );
};
