/** Where the photo of a public page is, as a path on this installation; null without one. */
export const photoUrlOf = (profile: { username: string; photoHash: string | null }): string | null =>
  profile.photoHash === null
    ? null
    : `/api/v1/public/profiles/${encodeURIComponent(profile.username)}/photo?v=${profile.photoHash}`;
