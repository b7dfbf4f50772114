import { useQueryClient } from '@tanstack/react-query';
import { useLanguage } from '#web/host/app/language-provider.tsx';
import { announceSwitch } from '#web/host/app/tenant/tenant-choice.tsx';
import { failureIn } from '#web/host/queries/api.ts';
import { openInvitationQuery } from '#web/host/queries/invitation.ts';

/** What a new person begins with: the language and time zone of this browser. */
export const useZone = (): { timeZone: string; locale: 'en' | 'vi' } => {
  const { language } = useLanguage();
  return { timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone, locale: language };
};

/** A link may have ended while its page was open: asked again, the page says how. */
export const useEnded = (token: string): ((error: unknown) => void) => {
  const queryClient = useQueryClient();
  return (error) => {
    if (['link_expired', 'not_found'].includes(failureIn(error).code))
      void queryClient.invalidateQueries({ queryKey: openInvitationQuery(token).queryKey });
  };
};

/** Goes on as a member of that organisation, here and in the browser's other tabs. */
export const useEntering = (): ((joined: { tenantId: string }) => void) => {
  const queryClient = useQueryClient();
  return ({ tenantId }) => {
    queryClient.clear();
    announceSwitch(tenantId);
    // A new page load: nothing of another sign-in or organisation stays in memory.
    location.assign('/app/bookings');
  };
};
