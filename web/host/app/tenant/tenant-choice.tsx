import { useMutation } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type ReactElement, useEffect } from 'react';
import type { Me } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useProblemToast } from '#web/host/app/use-problem-toast.ts';
import { MenuChoice, MenuSeparator } from '#web/host/components/menu.tsx';
import { switchTenant } from '#web/host/queries/account/account.ts';

const channelName = 'everslot-tenant';
/** This page has switched itself, and is about to load another one. */
let isLeaving = false;

/** A sign-in acts in one tenant at a time: when another tab switches, what this one shows is no longer what it acts on. */
export const useSwitchElsewhere = (): void => {
  useEffect(() => {
    const channel = new BroadcastChannel(channelName);
    channel.addEventListener('message', () => {
      if (!isLeaving) location.reload();
    });
    return () => channel.close();
  }, []);
};

/** Other tabs of this browser read everything anew. The caller loads another page. */
export const announceSwitch = (tenantId: string): void => {
  isLeaving = true;
  const channel = new BroadcastChannel(channelName);
  channel.postMessage(tenantId);
  channel.close();
};

/** The organisations of a person who is a member of several, to switch between; nothing for everybody else. */
export const TenantChoice = ({ me }: { me: Me }): ReactElement | null => {
  const { shell } = useMessages();
  const router = useRouter();
  const showProblem = useProblemToast();
  const change = useMutation({
    mutationFn: async (tenantId: string) => {
      // Unsaved input belongs to the tenant it was typed in: a page that has some asks first and may stay.
      await router.navigate({ to: '/bookings' });
      if (router.state.location.pathname !== '/bookings') return;
      await switchTenant(tenantId);
      announceSwitch(tenantId);
      // A new page load: nothing of the former tenant stays in memory.
      location.assign('/app/bookings');
    },
    onError: showProblem,
  });
  if (me.memberships.length < 2) return null;
  return (
    <>
      <MenuChoice
        label={shell.menu.tenant}
        onChange={(tenantId) => {
          if (tenantId !== me.tenant.id) change.mutate(tenantId);
        }}
        options={me.memberships.map(({ tenant }) => [tenant.id, tenant.name] as const)}
        value={me.tenant.id}
      />
      <MenuSeparator />
    </>
  );
};
