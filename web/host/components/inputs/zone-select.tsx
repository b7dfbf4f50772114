import { type ReactElement, useMemo } from 'react';
import { presentZone } from '#web/time/zones/zone.ts';
import { type ZoneChoice, zoneChoices } from '#web/time/zones/zone-choices.ts';

const regionOf = (zone: string): string => (zone.includes('/') ? zone.slice(0, zone.indexOf('/')) : 'UTC');

const byRegion = (now: number, including: string): [string, ZoneChoice[]][] => {
  const choices = zoneChoices(now, 'en', false, including).toSorted((a, b) => (a.zone < b.zone ? -1 : 1));
  return [...Map.groupBy(choices, ({ zone }) => regionOf(zone))];
};

/** Every IANA zone by region under its present name; keeps an old name as stored until another one is chosen. */
export const ZoneSelect = ({
  value,
  onChange,
  control,
}: {
  value: string;
  onChange: (zone: string) => void;
  control: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined };
}): ReactElement => {
  const groups = useMemo(() => byRegion(Date.now(), value), [value]);
  return (
    <select
      {...control}
      className="control"
      onChange={(event) => onChange(event.target.value)}
      value={presentZone(value)}
    >
      {groups.map(([region, choices]) => (
        <optgroup key={region} label={region}>
          {choices.map(({ zone, label }) => (
            <option key={zone} value={zone}>
              {label}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
};
