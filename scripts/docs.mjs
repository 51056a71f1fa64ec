/**
 * `npm run docs`: builds docs-site/index.html, a reference of the whole GraphQL schema in one file that needs no server:
 * every operation, type, field and argument with its description, a search, light and dark. From schema.graphql alone.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  isUnionType,
} from 'graphql';
import { root } from './build.mjs';

const folder = join(root, 'docs-site');
const [source, style, script] = await Promise.all([
  readFile(join(root, 'schema.graphql'), 'utf8'),
  readFile(join(root, 'scripts/docs/reference.css'), 'utf8'),
  readFile(join(root, 'scripts/docs/reference.js'), 'utf8'),
]);
const schema = buildSchema(source);
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);
const operations = [schema.getQueryType(), schema.getMutationType()].filter(Boolean);
const usedBy = users();

const groups = [
  ['Queries', fieldsOf(operations[0]).map((field) => operation(field, 'query'))],
  ['Mutations', fieldsOf(operations[1]).map((field) => operation(field, 'mutation'))],
  ['Objects', of(isObjectType).filter((type) => !operations.includes(type))],
  ['Inputs', of(isInputObjectType)],
  ['Interfaces and unions', of((type) => isInterfaceType(type) || isUnionType(type))],
  ['Enums', of(isEnumType)],
  ['Scalars', of(isScalarType)],
].map(([title, entries]) => ({ title, entries: entries.map((entry) => (entry.html ? entry : typeEntry(entry))) }));

await mkdir(folder, { recursive: true });
await writeFile(join(folder, 'index.html'), page());
const count = groups.reduce((sum, { entries }) => sum + entries.length, 0);
process.stdout.write(`${count} entries in docs-site/index.html\n`);

function of(is) {
  return types.filter(is).toSorted((one, other) => one.name.localeCompare(other.name));
}

function fieldsOf(type) {
  return type ? Object.values(type.getFields()).toSorted((one, other) => one.name.localeCompare(other.name)) : [];
}

/** Which fields and arguments have this type: the way back from a type to what it is for. */
function users() {
  const found = new Map();
  const note = (type, name) => {
    const key = getNamedType(type).name;
    found.set(key, (found.get(key) ?? new Set()).add(name));
  };
  for (const type of types) {
    if (!('getFields' in type)) continue;
    for (const field of Object.values(type.getFields())) {
      const place = operations.includes(type) ? `${type.name.toLowerCase()}:${field.name}` : `type:${type.name}`;
      note(field.type, place);
      for (const argument of field.args ?? []) note(argument.type, place);
    }
  }
  return found;
}

function operation(field, kind) {
  return {
    id: `${kind}:${field.name}`,
    name: field.name,
    html: `<h3><code>${field.name}</code></h3>${prose(field.description)}
      <p class="signature">${kind} → ${typeLink(field.type)}</p>${rows('Arguments', field.args)}`,
  };
}

function typeEntry(type) {
  const parts = [`<h3><code>${type.name}</code></h3>`, prose(type.description)];
  if ('getFields' in type) parts.push(rows('Fields', Object.values(type.getFields())));
  if (isEnumType(type)) parts.push(rows('Values', type.getValues()));
  if (isUnionType(type)) parts.push(`<p>One of ${type.getTypes().map(typeLink).join(', ')}.</p>`);
  const users = [...(usedBy.get(type.name) ?? [])].filter((id) => id !== `type:${type.name}`);
  if (users.length > 0) {
    const links = users.toSorted().map((id) => `<a href="#${id}"><code>${id.split(':')[1]}</code></a>`);
    parts.push(`<p class="used">Used by ${links.join(', ')}</p>`);
  }
  return { id: `type:${type.name}`, name: type.name, html: parts.join('\n') };
}

function rows(title, items) {
  if (items.length === 0) return '';
  const lines = items.map((item) => {
    const args = (item.args ?? []).map(
      (argument) =>
        `<li><code>${argument.name}</code>: ${typeLink(argument.type)}${initial(argument)} ${inline(argument.description)}</li>`,
    );
    return `<tr><th scope="row"><code>${item.name}</code></th><td>${item.type ? typeLink(item.type) + initial(item) : ''}</td>
      <td>${prose(item.description)}${item.deprecationReason ? `<p>Deprecated: ${inline(item.deprecationReason)}</p>` : ''}${
        args.length > 0 ? `<ul>${args.join('')}</ul>` : ''
      }</td></tr>`;
  });
  return `<table><caption>${title}</caption><tbody>${lines.join('\n')}</tbody></table>`;
}

function initial({ defaultValue }) {
  return defaultValue === undefined ? '' : ` = <code>${escape(JSON.stringify(defaultValue))}</code>`;
}

function typeLink(type) {
  const { name } = getNamedType(type);
  const text = escape(String(type));
  if (isSpecifiedScalarType(getNamedType(type))) return `<code>${text}</code>`;
  return `<code>${text.replace(name, `<a href="#type:${name}">${name}</a>`)}</code>`;
}

function prose(text) {
  return text ? `<p>${inline(text)}</p>` : '';
}

function inline(text) {
  return escape(text ?? '').replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}

function escape(text) {
  return text.replaceAll(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]);
}

function page() {
  const list = groups.map(
    ({ title, entries }) =>
      `<details open><summary>${title} <span class="count">${entries.length}</span></summary><ul>${entries
        .map(({ id, name }) => `<li><a href="#${id}">${name}</a></li>`)
        .join('')}</ul></details>`,
  );
  const sections = groups.map(
    ({ title, entries }) =>
      `<section aria-label="${title}"><h2>${title}</h2>${entries
        .map(({ id, html }) => `<article id="${id}">${html}</article>`)
        .join('\n')}</section>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Copse: GraphQL reference</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the reference</a>
<header><h1>Copse: GraphQL reference</h1>
<p><label for="find">Search</label> <input id="find" type="search" autocomplete="off" placeholder="reply, unread, cursor …" aria-describedby="found"> <span id="found" role="status"></span></p></header>
<nav aria-label="Entries">${list.join('\n')}</nav>
<main id="content" tabindex="-1">${sections.join('\n')}</main>
<script>${script}</script>
</body>
</html>
`;
}
