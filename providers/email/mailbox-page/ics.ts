export type IcsProperty = { name: string; parameters: string; value: string };
export type IcsComponent = { name: string; properties: IcsProperty[] };

/**
 * For showing an invitation in the mailbox page only: unfolds lines and splits them by component. Never throws;
 * what is not a property is left out.
 */
export function readIcs(content: string): IcsComponent[] {
  const components: IcsComponent[] = [];
  const open: IcsComponent[] = [];
  for (const line of content.replace(/\r?\n[ \t]/g, '').split(/\r?\n/)) {
    const match = /^([A-Za-z0-9-]+)((?:;[^:"]*(?:"[^"]*"[^:";]*)*)*):(.*)$/.exec(line);
    if (match === null) continue;
    const [, name = '', parameters = '', value = ''] = match;
    if (name.toUpperCase() === 'BEGIN') {
      const component = { name: value.toUpperCase(), properties: [] };
      components.push(component);
      open.push(component);
    } else if (name.toUpperCase() === 'END') open.pop();
    else
      open.at(-1)?.properties.push({
        name: name.toUpperCase(),
        parameters: parameters.slice(1),
        value: unescape(value),
      });
  }
  return components;
}

const unescape = (value: string): string =>
  value.replace(/\\([\\;,nN])/g, (_, char: string) => (char.toLowerCase() === 'n' ? '\n' : char));
