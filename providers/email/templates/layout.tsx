/** @jsxRuntime automatic @jsxImportSource react */
import {
  Body,
  Button,
  Container,
  Head,
  Heading,
  Hr,
  Html,
  Img,
  Link,
  Section,
  Text,
} from '@react-email/components';
import type { CSSProperties } from 'react';
import type { Button as ButtonView, EmailView } from './views/said.ts';

type Kind = ButtonView['kind'];

const font = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";
const colours = {
  ink: '#1c2024',
  dim: '#5b6068',
  line: '#e0e3e7',
  paper: '#ffffff',
  back: '#f4f5f7',
};

const style = {
  body: { margin: 0, padding: '24px 0', backgroundColor: colours.back, fontFamily: font },
  /** What a mail list shows beside the subject; `Preview` of the library pads it with invisible characters. */
  preview: { display: 'none', overflow: 'hidden', lineHeight: '1px', opacity: 0, maxHeight: 0, maxWidth: 0 },
  card: { maxWidth: '560px', padding: '28px 32px', backgroundColor: colours.paper, borderRadius: '12px' },
  /** On white wherever it is read: logos are made for light paper. */
  logo: { display: 'block', margin: '0 0 12px', backgroundColor: colours.paper, borderRadius: '6px' },
  tenant: { margin: 0, fontSize: '14px', lineHeight: '20px', fontWeight: 600, color: colours.dim },
  heading: { margin: '12px 0 16px', fontSize: '22px', lineHeight: '30px', color: colours.ink },
  text: { margin: '0 0 12px', fontSize: '15px', lineHeight: '23px', color: colours.ink },
  label: {
    width: '132px',
    padding: '6px 12px 6px 0',
    fontSize: '14px',
    lineHeight: '20px',
    color: colours.dim,
    textAlign: 'left',
    fontWeight: 400,
    verticalAlign: 'top',
  },
  value: {
    padding: '6px 0',
    fontSize: '15px',
    lineHeight: '21px',
    color: colours.ink,
    verticalAlign: 'top',
    overflowWrap: 'anywhere',
    whiteSpace: 'pre-line',
  },
  question: { margin: '12px 0 2px', fontSize: '14px', lineHeight: '20px', color: colours.dim },
  answer: {
    margin: 0,
    fontSize: '15px',
    lineHeight: '22px',
    color: colours.ink,
    whiteSpace: 'pre-line',
    overflowWrap: 'anywhere',
  },
  primary: {
    display: 'inline-block',
    margin: '0 8px 8px 0',
    padding: '11px 20px',
    borderRadius: '8px',
    fontSize: '15px',
    fontWeight: 600,
    textDecoration: 'none',
  },
  secondary: {
    display: 'inline-block',
    margin: '0 8px 8px 0',
    padding: '10px 19px',
    borderRadius: '8px',
    fontSize: '15px',
    fontWeight: 600,
    backgroundColor: colours.paper,
    border: '1px solid #c3cbd6',
    textDecoration: 'none',
  },
  rule: { margin: '20px 0', borderColor: colours.line },
  footer: { margin: 0, fontSize: '13px', lineHeight: '19px', color: colours.dim },
} satisfies Record<string, CSSProperties>;

/** React escapes quotes and angle brackets in style text, so none may occur here. */
const darkMode = (accent: string): string => `
:root { color-scheme: light dark; }
@media (prefers-color-scheme: dark) {
  .back { background-color: #111315 !important; }
  .back td { background-color: transparent !important; }
  .card { background-color: #1b1e21 !important; }
  .ink { color: #edeef0 !important; }
  .dim { color: #a8adb5 !important; }
  .secondary { background-color: #1b1e21 !important; color: ${accent} !important; border-color: #454b54 !important; }
  .rule { border-color: #33383e !important; }
  .link { color: ${accent} !important; }
  .logo { padding: 6px 10px !important; }
}`;

/** What of a button is in the colour of the organisation. */
const buttonStyle = (kind: Kind, { colour, on }: EmailView['accent']): CSSProperties =>
  kind === 'primary'
    ? { ...style.primary, color: on, backgroundColor: colour }
    : { ...style.secondary, color: colour };

/** The one layout of all mails: readable in light and dark, by screen readers, and without pictures. */
export function EmailLayout({ view }: { view: EmailView }) {
  return (
    <Html lang={view.locale} dir="ltr">
      <Head>
        <title>{view.subject}</title>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{darkMode(view.accent.dark)}</style>
      </Head>
      <Body className="back" style={style.body}>
        <div style={style.preview} aria-hidden="true">
          {view.facts[1]?.value ?? view.paragraphs[0]}
        </div>
        <Container className="card" style={style.card}>
          {view.logo === null ? null : (
            <Img
              alt=""
              className="logo"
              height={view.logo.height}
              src={view.logo.url}
              style={style.logo}
              width={view.logo.width}
            />
          )}
          <Text className="dim" style={style.tenant}>
            {view.tenant}
          </Text>
          <Heading as="h1" className="ink" style={style.heading}>
            {view.heading}
          </Heading>
          <Text className="ink" style={style.text}>
            {view.greeting}
          </Text>
          {view.paragraphs.map((paragraph) => (
            <Text key={paragraph} className="ink" style={style.text}>
              {paragraph}
            </Text>
          ))}
          <Facts view={view} />
          <Answers view={view} />
          <Section style={{ paddingTop: '20px' }}>
            {view.buttons.map((button) => (
              <Button
                key={button.label}
                href={button.url}
                className={button.kind}
                style={buttonStyle(button.kind, view.accent)}
              >
                {button.label}
              </Button>
            ))}
          </Section>
          <Hr className="rule" style={style.rule} />
          <Text className="dim" style={style.footer}>
            {view.footer}
          </Text>
        </Container>
      </Body>
    </Html>
  );
}

function Facts({ view }: { view: EmailView }) {
  return (
    <table width="100%" cellPadding={0} cellSpacing={0} border={0} style={{ marginTop: '8px' }}>
      <tbody>
        {view.facts.map((fact) => (
          <tr key={fact.label}>
            <th scope="row" className="dim" style={style.label}>
              {fact.label}
            </th>
            <td className="ink" style={style.value}>
              <FactValue fact={fact} colour={view.accent.colour} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function FactValue({ fact, colour }: { fact: EmailView['facts'][number]; colour: string }) {
  if (fact.url !== undefined) {
    return (
      <Link href={fact.url} className="link" style={{ color: colour }}>
        {fact.value}
      </Link>
    );
  }
  return fact.struck === true ? <s>{fact.value}</s> : fact.value;
}

function Answers({ view }: { view: EmailView }) {
  if (view.answers.length === 0) return null;
  return (
    <Section style={{ paddingTop: '12px' }}>
      <Heading as="h2" className="ink" style={{ ...style.heading, fontSize: '16px', margin: '8px 0 0' }}>
        {view.answersTitle}
      </Heading>
      {view.answers.map((item, index) => (
        <Section key={`${index}`}>
          <Text className="dim" style={style.question}>
            {item.question}
          </Text>
          <Text className="ink" style={style.answer}>
            {item.answer}
          </Text>
        </Section>
      ))}
    </Section>
  );
}
