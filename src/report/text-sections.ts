/** A report as headings with indented lines below. */

export interface TextSection {
  readonly heading: string;
  readonly lines: readonly string[];
}

/** Makes a heading stand out, or leaves it as it is. */
export type Emphasis = (heading: string) => string;

/** The sections with a blank line between them; ends with a newline. */
export function textSections(sections: readonly TextSection[], emphasis: Emphasis): string {
  return sections
    .map(({ heading, lines }) => `${[emphasis(heading), ...lines.map(indented)].join('\n')}\n`)
    .join('\n');
}

function indented(line: string): string {
  return line === '' ? '' : `  ${line}`;
}
