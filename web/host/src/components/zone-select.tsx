import { type ReactElement, useMemo } from 'react';
import { allZones, modernZone, offsetLabel, zoneCity } from '#web/host/src/format/zone.ts';

type ZoneGroup = { region: string; zones: { zone: string; label: string }[] };

const groupZones = (including: string, now: number): ZoneGroup[] => {
  const groups = new Map<string, ZoneGroup>();
  for (const zone of allZones(including)) {
    const region = zone.includes('/') ? zone.slice(0, zone.indexOf('/')) : 'UTC';
    const group = groups.get(region) ?? { region, zones: [] };
    group.zones.push({ zone, label: `${zoneCity(zone)} (${offsetLabel(now, zone)})` });
    groups.set(region, group);
  }
  return [...groups.values()];
};

/** Every IANA zone by region under its modern name; keeps an old name as stored until another one is chosen. */
export const ZoneSelect = ({
  value,
  onChange,
  control,
}: {
  value: string;
  onChange: (zone: string) => void;
  control: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined };
}): ReactElement => {
  const groups = useMemo(() => groupZones(value, Date.now()), [value]);
  return (
    <select
      {...control}
      className="control"
      onChange={(event) => onChange(event.target.value)}
      value={modernZone(value)}
    >
      {groups.map((group) => (
        <optgroup key={group.region} label={group.region}>
          {group.zones.map(({ zone, label }) => (
            <option key={zone} value={zone}>
              {label}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
};
