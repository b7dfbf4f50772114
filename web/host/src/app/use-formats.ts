import { useSuspenseQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { meQuery } from '#web/host/src/api/account.ts';
import { type Formats, formatsFor } from '#web/host/src/format/instants.ts';
import { useLocale } from '#web/host/src/i18n/locale-provider.tsx';

/** Dates and times in the chosen language on the signed-in member's clock. */
export const useFormats = (): Formats => {
  const { locale } = useLocale();
  const zone = useSuspenseQuery(meQuery).data.member.timeZone;
  return useMemo(() => formatsFor(locale, zone), [locale, zone]);
};
