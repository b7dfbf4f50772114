import { describe, expect, it } from 'vitest';
import { featureNames, features, isOn } from './features.ts';

describe('a feature switch', () => {
  it.each(featureNames)('%s is as it was declared where nobody has said otherwise', (name) => {
    expect(isOn(name, { tenant: null, installation: null })).toBe(features[name].isOn);
  });

  it.each(featureNames)('%s follows the organisation before the installation', (name) => {
    for (const installation of [true, false]) {
      expect(isOn(name, { tenant: null, installation })).toBe(installation);
      for (const tenant of [true, false]) expect(isOn(name, { tenant, installation })).toBe(tenant);
    }
  });
});
