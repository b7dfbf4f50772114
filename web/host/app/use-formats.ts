import { useSuspenseQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useLanguage } from '#web/host/app/language-provider.tsx';
import { meQuery } from '#web/host/queries/account/account.ts';
import { clockFor, type Formats, formatsFor } from '#web/time/instants.ts';

/** Dates and times in the chosen language on the signed-in member's clock. */
export const useFormats = (): Formats => {
  const { language } = useLanguage();
  const { member, person } = useSuspenseQuery(meQuery).data;
  const zone = member.timeZone;
  const clock = clockFor(language, person.clock);
  return useMemo(() => formatsFor(language, zone, clock), [language, zone, clock]);
};

/** The same on the clock of the device, for pages that a person sees who is nobody's member. */
export const useDeviceFormats = (): Formats => {
  const { language } = useLanguage();
  return useMemo(() => formatsFor(language, Intl.DateTimeFormat().resolvedOptions().timeZone), [language]);
};
