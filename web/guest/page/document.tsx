import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Brand } from '#web/api/schemas.ts';
import { guestMessages, type ServerMessages } from '#web/i18n/guest/messages.ts';
import { type Language, languageNames, languages } from '#web/i18n/languages.ts';
import { BrandHead, type BrandStyle } from './brand.tsx';

type Theme = 'light' | 'dark' | null;
export type Assets = {
  script: string;
  styles: string;
  /** What draws a page that waits anew. */
  waiting: string;
  /** The texts the script will ask for, by language, so that the browser fetches both at once. */
  texts?: Readonly<Record<Language, string>>;
};

export type PageHead = {
  title: string;
  description?: string;
  /** Absolute address of the page without state; absent on pages that must not be indexed. */
  canonical?: string;
  jsonLd?: readonly object[];
};

const icon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="#0b6b4f"/><path d="M9 16.5l4.5 4.5L23 11" fill="none" stroke="#fff" stroke-width="3.5" stroke-linecap="round" stroke-linejoin="round"/></svg>',
)}`;

type Props = PageHead & {
  /** Whose page it is. */
  brand: Brand | null;
  style: BrandStyle | null;
  language: Language;
  theme: Theme;
  assets: Assets;
  /** The same page in another language or appearance. */
  variant: (patch: { lang?: Language; theme?: Theme }) => string;
  /** The stream that says when the page has to be drawn anew; without a script it is, every few seconds. */
  waitsFor?: string;
  /** State for the script; without it the page needs none. */
  state?: unknown;
  /** Where guests see what is kept of them; null where nobody's pages are shown. */
  dataHref: string | null;
  children: ComponentChildren;
};

/** JSON that cannot end its script element: `<` is escaped, and the two line ends JavaScript counts as such. */
const scriptJson = (value: unknown): string =>
  JSON.stringify(value)
    .replaceAll('<', String.raw`\u003c`)
    .replaceAll('\u2028', String.raw`\u2028`)
    .replaceAll('\u2029', String.raw`\u2029`);

const Raw = ({ id, type, json }: { id?: string; type: string; json: string }) => (
  <script id={id} type={type} dangerouslySetInnerHTML={{ __html: json }} />
);

const Sharing = ({ title, description = '', canonical, jsonLd = [] }: PageHead) => {
  if (canonical === undefined) return <meta name="robots" content="noindex, nofollow" />;
  return (
    <>
      <meta name="description" content={description} />
      <link rel="canonical" href={canonical} />
      {languages.map((language) => (
        <link key={language} rel="alternate" hreflang={language} href={`${canonical}?lang=${language}`} />
      ))}
      <link rel="alternate" hreflang="x-default" href={canonical} />
      <meta property="og:type" content="website" />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      <meta property="og:url" content={canonical} />
      <meta name="twitter:card" content="summary" />
      {jsonLd.map((data, index) => (
        <Raw key={index} type="application/ld+json" json={scriptJson(data)} />
      ))}
    </>
  );
};

const Foot = ({
  text,
  language,
  theme,
  variant,
  dataHref,
}: Pick<Props, 'language' | 'theme' | 'variant' | 'dataHref'> & { text: ServerMessages }) => (
  <footer class="foot">
    <span class="brand">{text.poweredBy}</span>
    {dataHref === null ? null : (
      <nav class="foot-links" aria-label={text.yourData.privacy}>
        <a href={dataHref}>{text.yourData.title}</a>
      </nav>
    )}
    <nav class="foot-links" aria-label={text.switchLanguage}>
      {languages.map((other) => (
        <a
          key={other}
          href={variant({ lang: other })}
          lang={other}
          hreflang={other}
          aria-current={other === language ? 'true' : undefined}
        >
          {languageNames[other]}
        </a>
      ))}
    </nav>
    <nav class="foot-links" aria-label={text.theme.label}>
      {([null, 'light', 'dark'] as const).map((other) => (
        <a
          key={other ?? 'auto'}
          href={variant({ theme: other })}
          rel="nofollow"
          aria-current={other === theme ? 'true' : undefined}
        >
          {text.theme[other ?? 'auto']}
        </a>
      ))}
    </nav>
  </footer>
);

/** How often a page that waits is drawn anew where no script says when, in seconds. */
const waitSeconds = 3;

const Waiting = ({ stream, script }: { stream: string; script: string }) => (
  <>
    <noscript>
      <meta http-equiv="refresh" content={String(waitSeconds)} />
    </noscript>
    <script type="module" src={script} data-stream={stream} id="waiting" />
  </>
);

const Document = (props: Props) => {
  const { language, theme, assets, state, children } = props;
  const text = guestMessages(language);
  return (
    <html lang={language} dir="ltr" data-theme={theme ?? undefined}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content={theme ?? 'light dark'} />
        <title>{props.title}</title>
        <link rel="stylesheet" href={assets.styles} />
        {props.style === null ? null : <style dangerouslySetInnerHTML={{ __html: props.style.css }} />}
        <link rel="icon" href={icon} />
        <Sharing {...props} />
        {state === undefined ? null : <script type="module" src={assets.script} />}
        {props.waitsFor === undefined ? null : <Waiting stream={props.waitsFor} script={assets.waiting} />}
        {state === undefined || assets.texts === undefined ? null : (
          <link rel="modulepreload" href={assets.texts[language]} />
        )}
      </head>
      <body>
        <a class="skip" href="#main">
          {text.skip}
        </a>
        <BrandHead brand={props.brand} />
        <main id="main" class="page" tabIndex={-1}>
          {children}
        </main>
        <Foot
          text={text}
          language={language}
          theme={theme}
          variant={props.variant}
          dataHref={props.dataHref}
        />
        {state === undefined ? null : (
          <Raw id="booking-data" type="application/json" json={scriptJson(state)} />
        )}
      </body>
    </html>
  );
};

/** A whole page as HTML. All text is escaped by the renderer; only the two kinds of JSON and the colours go in raw, made safe where they are written. */
export const renderPage = (props: Props): string =>
  `<!doctype html>${renderToString(<Document {...props} />)}`;
