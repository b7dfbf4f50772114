import type { EmailView } from './views/said.ts';

/** The same mail for programs that show no HTML, with every address written out. */
export function plainText(view: EmailView): string {
  const facts = view.facts.map((fact) => `${fact.label}: ${indent(fact.value)}`);
  const answers = view.answers.map((item) => `${item.question}\n  ${indent(item.answer)}`);
  const links = view.buttons.map((button) => `${button.label}: ${button.url}`);
  const blocks = [
    view.heading,
    view.greeting,
    ...view.paragraphs,
    facts.join('\n'),
    ...(answers.length === 0 ? [] : [`${view.answersTitle}:\n${answers.join('\n')}`]),
    ...(links.length === 0 ? [] : [links.join('\n')]),
    `-- \n${view.tenant}\n${view.footer}`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

const indent = (value: string): string => value.replaceAll('\n', '\n  ');
