import type { ReactElement } from 'react';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Field } from '#web/host/components/inputs/field.tsx';
import { ZoneSelect } from '#web/host/components/inputs/zone-select.tsx';
import { type Language, languageNames, languages } from '#web/i18n/languages.ts';

export type Place = { locale: Language; timeZone: string };

/** The language and the time zone of an organisation. */
export const PlaceFields = ({
  value,
  onChange,
}: {
  value: Place;
  onChange: (place: Place) => void;
}): ReactElement => {
  const { locale, timeZone } = value;
  const texts = useMessages().operator.create;
  return (
    <>
      <Field label={texts.locale}>
        {(control) => (
          <select
            {...control}
            className="control"
            onChange={(event) => onChange({ locale: event.target.value === 'vi' ? 'vi' : 'en', timeZone })}
            value={locale}
          >
            {languages.map((each) => (
              <option key={each} value={each}>
                {languageNames[each]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={texts.timeZone}>
        {(control) => (
          <ZoneSelect
            control={control}
            onChange={(zone) => onChange({ locale, timeZone: zone })}
            value={timeZone}
          />
        )}
      </Field>
    </>
  );
};
