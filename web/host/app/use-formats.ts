import { useSuspenseQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useLanguage } from '#web/host/app/language-provider.tsx';
import { meQuery } from '#web/host/queries/account.ts';
import { type Formats, formatsFor } from '#web/time/instants.ts';

/** Dates and times in the chosen language on the signed-in member's clock. */
export const useFormats = (): Formats => {
  const { language } = useLanguage();
  const zone = useSuspenseQuery(meQuery).data.member.timeZone;
  return useMemo(() => formatsFor(language, zone), [language, zone]);
};
