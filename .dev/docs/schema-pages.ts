/** The schemas as pages: every field with its type and its meaning. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { markdownCode, markdownText } from '../../src/report/markdown.ts';
import type { SitePage } from './site-page.ts';

const SCHEMAS = resolve(import.meta.dirname, '../../schemas');

/** The part of JSON Schema 2020-12 that ours are written in. */
interface Schema {
  readonly $id?: string;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: boolean | Schema;
  readonly oneOf?: readonly Schema[];
}

export function schemaPages(): SitePage[] {
  return schemaNames().map((file) => {
    const name = basename(file, '.json');
    const schema = readSchema(file);
    return {
      path: `schemas/${name}.html`,
      source: `docs/schemas/${name}.md`,
      title: file,
      markdown: schemaMarkdown(file, schema),
      menu: { below: 'reference/formats.html' },
      codes: [file, `schemas/${file}`],
    };
  });
}

/** The schemas, a line each: for a page that introduces them. */
export function schemaList(): string {
  return schemaNames()
    .map((file) => `- \`${file}\`: ${markdownText(titleOf(file, readSchema(file)))}.`)
    .join('\n');
}

function schemaNames(): string[] {
  return readdirSync(SCHEMAS)
    .filter((file) => file.endsWith('.json'))
    .sort();
}

function readSchema(file: string): Schema {
  return JSON.parse(readFileSync(join(SCHEMAS, file), 'utf8'));
}

function titleOf(file: string, { title }: Schema): string {
  if (title === undefined) throw new Error(`schemas/${file}: a title expected, none found`);
  return title;
}

function schemaMarkdown(file: string, schema: Schema): string {
  const { $defs = {}, description } = schema;
  return [
    `# ${file}`,
    `${markdownText(titleOf(file, schema))}.${description === undefined ? '' : ` ${markdownText(description)}`}`,
    `The schema itself, [${file}](../../schemas/${file}), is JSON Schema of 2020-12 and installed with rpmcow. It is called ${markdownCode(schema.$id ?? '')}; the number at its end changes when a reader must.`,
    ...section('The document', schema),
    ...Object.entries($defs).flatMap(([name, definition]) => section(name, definition)),
  ].join('\n\n');
}

function section(title: string, schema: Schema): string[] {
  const { description, properties } = schema;
  const text =
    title === 'The document' || description === undefined ? [] : [markdownText(description)];
  if (properties === undefined) return [`## ${title}`, `${typeText(schema)}.`, ...text];
  return [
    `## ${title}`,
    ...text,
    ['| field | type | meaning |', '|---|---|---|', ...fieldRows('', schema)].join('\n'),
  ];
}

/** A row a field; objects within an object have rows of their own. */
function fieldRows(prefix: string, { properties = {}, required = [] }: Schema): string[] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const optional = required.includes(name) ? '' : ' (optional)';
    const cells = [
      markdownCode(`${prefix}${name}`),
      `${typeText(schema)}${optional}`,
      markdownText(schema.description ?? ''),
    ];
    const inner = schema.items?.properties === undefined ? schema : schema.items;
    const path = inner === schema ? `${prefix}${name}.` : `${prefix}${name}[].`;
    return [`| ${cells.join(' | ')} |`, ...fieldRows(path, inner)];
  });
}

function typeText(schema: Schema): string {
  const { type, items, additionalProperties, oneOf } = schema;
  if (schema.$ref !== undefined) return reference(schema.$ref);
  if (oneOf !== undefined) return oneOf.map(typeText).join(' or ');
  if (schema.const !== undefined) return markdownCode(JSON.stringify(schema.const));
  if (schema.enum !== undefined) {
    return schema.enum.map((value) => markdownCode(JSON.stringify(value))).join(', ');
  }
  if (type === 'array') return items === undefined ? 'array' : `array of ${typeText(items)}`;
  if (typeof additionalProperties === 'object') {
    return `object of ${typeText(additionalProperties)}`;
  }
  return typeof type === 'string' ? type : (type ?? ['anything']).join(' or ');
}

/** `#/$defs/finding`, or the same of another schema: `urn:rpmcow:schema:check-line:1#/$defs/finding`. */
function reference(ref: string): string {
  const match = /^(?:urn:rpmcow:schema:([a-z-]+):\d+)?#\/\$defs\/(\w+)$/.exec(ref);
  if (match === null) throw new Error(`a reference to a definition expected; found ${ref}`);
  const [, schema, name = ''] = match;
  return `[${name}](${schema === undefined ? '' : `${schema}.md`}#${name.toLowerCase()})`;
}
