import type { CSSProperties, ReactElement, ReactNode } from 'react';
import { useWatch } from 'react-hook-form';
import type { Branding, ColourPreview } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { TenantLogo } from '#web/host/components/image/tenant-logo.tsx';
import { brandProperties } from '#web/ui/brand-properties.ts';
import { type BrandingValues, colourOf } from './branding-values.ts';

type Look = { logo: Branding['logo']; colours: ColourPreview['colours'] | null };

/** A picture of something elsewhere, in a theme of its own: nothing in it can be used. */
const Picture = ({
  label,
  theme,
  colours,
  children,
}: {
  label: string;
  theme: 'light' | 'dark';
  colours: Look['colours'];
  children: ReactNode;
}): ReactElement => (
  <figure className="min-w-0">
    <div
      aria-label={label}
      className="standard-colours grid gap-3 rounded-xl border border-line bg-canvas p-4 text-ink"
      data-theme={theme}
      role="img"
      style={colours === null ? {} : (Object.fromEntries(brandProperties(colours)) as CSSProperties)}
    >
      {children}
    </div>
    <figcaption aria-hidden="true" className="mt-1 text-sm text-soft">
      {label}
    </figcaption>
  </figure>
);

const Page = ({ name, logo }: { name: string; logo: Look['logo'] }): ReactElement => {
  const { preview: texts } = useMessages().branding;
  return (
    <>
      {logo !== null && <TenantLogo alt="" className="justify-self-center" logo={logo} />}
      <div className="grid gap-3 rounded-2xl border border-line bg-surface p-4">
        <p className="truncate text-lg font-semibold">{name}</p>
        <p className="text-sm">
          <span className="text-accent underline">{texts.link}</span>
        </p>
        <p>
          <span className="inline-block rounded-full bg-accent-wash px-3 py-1 text-sm text-accent-strong">
            {texts.chosen}
          </span>
        </p>
        <p>
          <span className="inline-block rounded-[0.625rem] bg-accent px-4 py-2 font-medium text-on-accent">
            {texts.button}
          </span>
        </p>
      </div>
    </>
  );
};

const Mail = ({ name, from, logo }: { name: string; from: string; logo: Look['logo'] }): ReactElement => {
  const { preview: texts } = useMessages().branding;
  return (
    <>
      <p className="text-sm wrap-anywhere">
        <span className="text-soft">{texts.from}</span> <span className="font-medium">{from}</span>
      </p>
      <div className="grid gap-2 rounded-xl border border-line bg-surface p-4">
        {logo !== null && <TenantLogo alt="" className="justify-self-start" logo={logo} />}
        <p className="text-sm font-semibold text-soft wrap-anywhere">{name}</p>
        <p className="text-lg font-semibold">{texts.confirmed}</p>
        <p>
          <span className="inline-block rounded-lg bg-accent px-4 py-2 text-sm font-semibold text-on-accent">
            {texts.manage}
          </span>
        </p>
      </div>
    </>
  );
};

/** What guests will see once the form is saved: the head of a page in both themes, and a mail. */
export const Preview = ({
  logo,
  checked,
}: {
  logo: Branding['logo'];
  checked: ColourPreview | undefined;
}): ReactElement => {
  const { preview: texts } = useMessages().branding;
  const { name, senderName, accent } = useWatch<BrandingValues>();
  const colours = colourOf(accent ?? '') === null ? null : (checked?.colours ?? null);
  const shown = (name ?? '').trim();
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Picture colours={colours} label={texts.light} theme="light">
        <Page logo={logo} name={shown} />
      </Picture>
      <Picture colours={colours} label={texts.dark} theme="dark">
        <Page logo={logo} name={shown} />
      </Picture>
      <Picture colours={colours} label={texts.mail} theme="light">
        <Mail from={(senderName ?? '').trim() || shown} logo={logo} name={shown} />
      </Picture>
    </div>
  );
};
