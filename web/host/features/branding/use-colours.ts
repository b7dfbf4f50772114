import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ColourPreview } from '#web/api/schemas.ts';
import { colourPreviewQuery } from '#web/host/queries/account/branding.ts';
import { colourOf } from './branding-values.ts';

const pauseMs = 200;

/** What is made of a colour that is being typed or picked, a short pause later; undefined without one. */
export const useColours = (typed: string): { checked: ColourPreview | undefined; error: unknown } => {
  const wanted = colourOf(typed);
  const [asked, setAsked] = useState(wanted);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(wanted), pauseMs);
    return () => clearTimeout(timer);
  }, [wanted]);
  const preview = useQuery({
    ...colourPreviewQuery(asked ?? '#000000'),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
  });
  return { checked: wanted === null ? undefined : preview.data, error: preview.error };
};
