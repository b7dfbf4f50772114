import type { Me, ProfilePatch } from '#web/api/schemas.ts';
import { api, bodyOf } from '../api.ts';

export const updateProfile = (patch: ProfilePatch): Promise<Me> =>
  bodyOf(api.patch('/api/v1/me', { body: patch }));

export const changeHandle = (handle: string): Promise<Me> =>
  bodyOf(api.put('/api/v1/me/handle', { body: { handle } }));

/** `image`: a PNG or JPEG in base64. */
export const setPhoto = (image: string): Promise<Me> =>
  bodyOf(api.put('/api/v1/me/photo', { body: { image } }));

export const removePhoto = (): Promise<Me> => bodyOf(api.delete('/api/v1/me/photo', {}));
