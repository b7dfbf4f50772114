import { describe, expect, it } from 'vitest';
import {
  type BrandingValues,
  brandingIssues,
  colourOf,
  inputOf,
  tidyBranding,
  valuesOfBranding,
} from './branding-values.ts';

const values: BrandingValues = { name: 'Lotus', senderName: '', locale: 'vi', accent: '' };

describe('the values of a branding', () => {
  it('hold nothing as an empty text, and send it as null', () => {
    const branding = { name: 'Lotus', senderName: null, locale: 'vi', accent: null } as const;
    expect(valuesOfBranding({ ...branding, logo: null, colours: null, version: 1 })).toEqual(values);
    expect(inputOf(values)).toEqual(branding);
  });

  it.each([
    ['#5B21B6', '#5b21b6'],
    [' 5b21b6 ', '#5b21b6'],
    ['#fff', null],
    ['purple', null],
    ['', null],
  ])('take %j for the colour %s', (typed, colour) => {
    expect(colourOf(typed)).toBe(colour);
  });

  it('are tidied as the server keeps them', () => {
    const typed = { ...values, name: ' Lotus ', senderName: ' Linh ', accent: '5B21B6' };
    expect(tidyBranding(typed)).toEqual({ ...values, senderName: 'Linh', accent: '#5b21b6' });
  });

  it('need a name, and no colour or a whole one', () => {
    expect(brandingIssues(values)).toEqual([]);
    expect(brandingIssues({ ...values, name: ' ', accent: 'red' })).toEqual([
      { path: 'name', code: 'name' },
      { path: 'accent', code: 'accent' },
    ]);
  });
});
