import { useSuspenseQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { Me } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Note } from '#web/host/components/states.tsx';
import { meQuery } from '#web/host/queries/account/account.ts';

export type FeatureName = Me['featuresOff'][number];

/** Whether operators let this organisation use a feature; files are not downloaded in a support view either. */
export const useFeature = (name: FeatureName): boolean => {
  const { data: me } = useSuspenseQuery(meQuery);
  return !me.featuresOff.includes(name) && !(name === 'csv_exports' && me.supportView !== null);
};

/** Why something is missing; nothing while the feature is on. */
export const FeatureNote = ({ name }: { name: FeatureName }): ReactElement | null => {
  const { features: texts } = useMessages().operator;
  const isOn = useFeature(name);
  return isOn ? null : (
    <div className="mb-5">
      <Note icon="lock" role="status" tone="info">
        <p>{texts.note[name]}</p>
      </Note>
    </div>
  );
};
