import { expect, it } from 'vitest';
import { newId } from '#db/new-id.ts';
import { createSignedText } from '#services/signed-text.ts';
import { openKeep, sealKeep } from './keep-token.ts';

it('a link calls off the deletion it was made for, and nothing else can be made of it', () => {
  const signed = createSignedText('s'.repeat(32));
  const claims = { tenantId: newId('tenant'), deletionId: newId('accountDeletion') };
  const token = sealKeep(signed, claims);
  expect(openKeep(signed, token)).toEqual(claims);
  for (const bad of ['', '.', `${token}x`, token.slice(1), token.replace('.', '')])
    expect(openKeep(signed, bad)).toBeNull();
  expect(openKeep(createSignedText('t'.repeat(32)), token)).toBeNull();
});
