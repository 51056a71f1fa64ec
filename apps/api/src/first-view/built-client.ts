import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withDemonstrationMark } from '../http/demonstration-mark.js';
import type { Locale } from './reader-language.js';

/** A file of the build, as Vite's manifest describes it. */
interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
}

/** Shapes of an icon: the name of each element and its attributes. */
export type IconShapes = readonly (readonly [string, Readonly<Record<string, string>>])[];

/** What the client's build tells the server (`firstView` in apps/web/vite-plugins.ts). */
interface Facts {
  readonly operations: readonly string[];
  readonly documents: Readonly<Record<string, string>>;
  readonly classes: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly icons: Readonly<Record<string, IconShapes>>;
}

/** The built web client as far as a first answer is written with it. */
export interface BuiltClient {
  /** `index.html` as it was built. */
  readonly index: string;
  /** Whether it is served by the demonstration, and says so. */
  readonly demonstration: boolean;
  /** Names of all of the client's own operations. */
  readonly operations: readonly string[];
  /** The text of one of the client's own operations; throws for one that the build does not name. */
  document(name: string): string;
  /** The class that a style module has given to a name; throws for one that the client does not have. */
  styleClass(module: string, name: string): string;
  /** The shapes of an icon; throws for one that the build does not name. */
  icon(name: string): IconShapes;
  /** Files, by their address, that a page made of these modules needs beyond what `index.html` names. */
  filesOf(modules: readonly string[], locale: Locale): readonly string[];
}

/** Reads what the build has left for the server; null where there is none, as in tests of the API alone. */
export function builtClient(folder: string, demonstration = false): BuiltClient | null {
  const [index, manifest, facts] = ['index.html', '.vite/manifest.json', '.vite/first-view.json'].map((file) =>
    join(folder, file),
  ) as [string, string, string];
  if (![index, manifest, facts].every((file) => existsSync(file))) return null;
  const page = readFileSync(index, 'utf8');
  const chunks = JSON.parse(readFileSync(manifest, 'utf8')) as Readonly<Record<string, Chunk>>;
  const { operations, documents, classes, icons } = JSON.parse(readFileSync(facts, 'utf8')) as Facts;
  return {
    index: demonstration ? withDemonstrationMark(page) : page,
    demonstration,
    operations,
    document: (name) => known(documents[name], name),
    styleClass: (module, name) => known(classes[module]?.[name], `${module} ${name}`),
    icon: (name) => known(icons[name], name),
    filesOf(modules, locale) {
      const found = new Set<string>();
      const visit = (key: string): void => {
        const { file, imports = [] } = known(chunks[key], key);
        if (found.has(file)) return;
        found.add(file);
        imports.forEach(visit);
      };
      modules.map((module) => module.replace('{locale}', locale)).forEach(visit);
      return [...found].map((file) => `/${file}`).filter((file) => !page.includes(`"${file}"`));
    },
  };
}

function known<Found>(found: Found | undefined, name: string): Found {
  if (found === undefined) throw new Error(`The built web client has no ${name}.`);
  return found;
}
