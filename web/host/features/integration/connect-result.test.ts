import { describe, expect, it } from 'vitest';
import { en } from '#web/i18n/host/en/index.ts';
import { connectResult } from './connect-result.ts';

describe('connectResult', () => {
  it('says nothing on an ordinary visit', () => {
    expect(connectResult({}, en)).toBeUndefined();
  });

  it('tells success from every failure the callback can name', () => {
    expect(connectResult({ connected: 'google' }, en)).toMatchObject({ good: true });
    const texts = ['denied', 'missing_scopes', 'expired', 'failed'].map(
      (error) => connectResult({ error }, en)?.text,
    );
    expect(new Set(texts).size).toBe(4);
    expect(connectResult({ connected: 'google', error: 'denied' }, en)).toMatchObject({ good: false });
  });

  it('has words for what it does not know, and never shows what the address says', () => {
    for (const error of ['x'.repeat(500), 'constructor', 'connected', 'other'])
      expect(connectResult({ error }, en)?.text).toBe(en.integrations.results.other);
  });
});
