import type { Me } from '#web/api/schemas.ts';
import type { Issue } from '#web/host/editor/use-values-form.ts';

/** What the form of the profile holds: the request of the API with nothing left out. */
export type ProfileValues = {
  name: string;
  bio: string;
  timeZone: string;
  locale: Me['member']['locale'];
  clock: Me['person']['clock'];
  weekStart: number;
};

export const valuesOfMe = ({ member, person }: Me): ProfileValues => ({
  name: member.name,
  bio: member.bio,
  timeZone: member.timeZone,
  locale: member.locale,
  clock: person.clock,
  weekStart: person.weekStart,
});

export const tidyProfile = (values: ProfileValues): ProfileValues => ({
  ...values,
  name: values.name.trim(),
  bio: values.bio.trim(),
});

export const profileIssues = ({ name }: ProfileValues): Issue[] =>
  name.trim() === '' ? [{ path: 'name', code: 'name' }] : [];
