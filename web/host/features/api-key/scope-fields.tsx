import type { ReactElement } from 'react';
import type { ApiKeyScope } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { Button } from '#web/host/components/button.tsx';
import { FieldGroup } from '#web/host/components/inputs/field.tsx';
import { groupsOf, presets, scopesOf, textKeyOf } from './key-values.ts';

/** What a key may do, by groups; `fixed` is chosen and stays so. */
export const ScopeFields = ({
  available,
  chosen,
  fixed,
  error,
  onChange,
}: {
  available: readonly ApiKeyScope[];
  chosen: readonly ApiKeyScope[];
  fixed: readonly ApiKeyScope[];
  error: string | undefined;
  onChange: (scopes: ApiKeyScope[]) => void;
}): ReactElement => {
  const { create: texts, groups, scopes } = useMessages().apiKeys;
  const pick = (wanted: readonly ApiKeyScope[]): void =>
    onChange(available.filter((scope) => wanted.includes(scope) || fixed.includes(scope)));
  return (
    <FieldGroup error={error} legend={texts.scopes}>
      <div className="mb-3 flex flex-wrap gap-2">
        {presets.map((preset) => (
          <Button key={preset} onClick={() => pick(scopesOf(preset, available))} size="small">
            {texts.presets[preset]}
          </Button>
        ))}
      </div>
      <div className="grid gap-4">
        {groupsOf(available).map(([group, members]) => (
          <div aria-label={groups[group]} key={group} role="group">
            <p aria-hidden="true" className="text-sm font-semibold">
              {groups[group]}
            </p>
            {members.map((scope) => (
              <label className="flex min-h-8 items-center gap-2.5 text-sm" key={scope}>
                <input
                  checked={chosen.includes(scope)}
                  className="check"
                  disabled={fixed.includes(scope)}
                  onChange={({ target }) =>
                    pick(target.checked ? [...chosen, scope] : chosen.filter((each) => each !== scope))
                  }
                  type="checkbox"
                />
                {scopes[textKeyOf(scope)]}
              </label>
            ))}
          </div>
        ))}
      </div>
    </FieldGroup>
  );
};
