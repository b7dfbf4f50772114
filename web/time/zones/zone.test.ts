import { describe, expect, it } from 'vitest';
import { canonicalZone, sameZone, zoneCity, zoneLabel } from '#web/time/zones/zone.ts';
import { offsetMinutes, searchZones, zoneChoices } from '#web/time/zones/zone-choices.ts';

const at = '2026-12-10T05:00:00Z';

const english = zoneChoices(at, 'en', true);

describe('time zones', () => {
  it('calls Asia/Saigon by its present name, whichever the engine answers with', () => {
    expect(canonicalZone('Asia/Saigon')).toBe('Asia/Ho_Chi_Minh');
    expect(canonicalZone('Asia/Ho_Chi_Minh')).toBe('Asia/Ho_Chi_Minh');
    expect(sameZone('Asia/Saigon', 'Asia/Ho_Chi_Minh')).toBe(true);
    expect(zoneLabel('Asia/Saigon', at)).toBe('Ho Chi Minh (GMT+7)');
    expect(sameZone('Europe/Kiev', 'Europe/Kyiv')).toBe(true);
  });

  it('refuses what is not a zone', () => {
    expect([
      canonicalZone('Mars/Olympus'),
      canonicalZone('+07:00'),
      canonicalZone(null),
      canonicalZone(''),
    ]).toEqual([null, null, null, null]);
  });

  it('names the city with spaces', () => {
    expect(zoneCity('America/Argentina/Buenos_Aires')).toBe('Buenos Aires');
  });

  it('lists every zone once, in order of offset', () => {
    const choices = zoneChoices(at, 'en', false);
    const zones = choices.map((choice) => choice.zone);
    expect(new Set(zones).size).toBe(zones.length);
    expect(zones).toContain('Asia/Ho_Chi_Minh');
    expect(zones).not.toContain('Asia/Saigon');
    const minutes = choices.map((choice) => offsetMinutes(choice.label.split('(')[1] ?? ''));
    expect(minutes).toEqual(minutes.toSorted((a, b) => a - b));
  });

  it('is found by city, former name, country in either language, accents or none, and offset', () => {
    const choices = zoneChoices(at, 'vi', true);
    const found = (query: string): string[] => searchZones(choices, query).map((choice) => choice.zone);
    for (const query of ['saigon', 'Sài Gòn', 'ho chi', 'viet nam', 'Việt Nam', 'HANOI'])
      expect(found(query), query).toContain('Asia/Ho_Chi_Minh');
    expect(found('+7')).toContain('Asia/Bangkok');
    expect(found('+7').every((zone) => zoneLabel(zone, at).endsWith('(GMT+7)'))).toBe(true);
    expect(found('utc-3:30')).toEqual(['America/St_Johns']);
    expect(found('germany')).toContain('Europe/Berlin');
    expect(found('nowhere at all')).toEqual([]);
  });

  it.each([
    ['India', 'Asia/Kolkata'],
    ['Jordan', 'Asia/Amman'],
    ['Niger', 'Africa/Niamey'],
    ['Rome', 'Europe/Rome'],
    ['EST', 'America/New_York'],
    ['est', 'America/New_York'],
    ['PST', 'America/Los_Angeles'],
    ['CET', 'Europe/Paris'],
    ['JST', 'Asia/Tokyo'],
    ['IST', 'Asia/Kolkata'],
    ['St. John', 'America/St_Johns'],
    ["St. John's", 'America/St_Johns'],
    ['Paris, France', 'Europe/Paris'],
    ['los_angeles', 'America/Los_Angeles'],
  ])('is among the first when its name is asked for as people write it: %s', (query, zone) => {
    const found = searchZones(english, query).map((choice) => choice.zone);
    expect(found.slice(0, 4)).toContain(zone);
  });

  it('comes before those whose names only begin alike', () => {
    const found = searchZones(english, 'india').map((choice) => choice.zone);
    expect(found[0]).toBe('Asia/Kolkata');
    expect(found.indexOf('America/Indiana/Knox')).toBeGreaterThan(0);
  });
});
