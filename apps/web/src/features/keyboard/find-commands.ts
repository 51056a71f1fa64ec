/** Something that the palette offers. */
export interface Command {
  /** Its own among all that are offered. */
  readonly id: string;
  /** Heading that it stands under. */
  readonly group: string;
  readonly label: string;
  /** The language of the label, where it is another than the page's. */
  readonly lang?: string;
  /** Keys that do the same, as typed ("g h"). */
  readonly keys?: string;
  readonly run: () => void;
}

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const wordsOf = (text: string): string[] =>
  folded(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/**
 * The commands of which the label has, for each word that was typed, a word that begins with it, in their order; those
 * that begin with what was typed come first. Accents and capitals are all one. Nothing typed finds all.
 */
export function findCommands(commands: readonly Command[], typed: string): Command[] {
  const asked = wordsOf(typed);
  const found = commands.filter(({ label }) => {
    const words = wordsOf(label);
    return asked.every((piece) => words.some((word) => word.startsWith(piece)));
  });
  if (asked.length === 0) return found;
  const begins = ({ label }: Command): boolean => wordsOf(label).join(' ').startsWith(asked.join(' '));
  return [...found.filter(begins), ...found.filter((command) => !begins(command))];
}

/** Each run of commands of one group, in the order of the commands. */
export function inGroups(commands: readonly Command[]): { group: string; commands: Command[] }[] {
  const groups: { group: string; commands: Command[] }[] = [];
  for (const command of commands) {
    const last = groups.at(-1);
    if (last?.group === command.group) last.commands.push(command);
    else groups.push({ group: command.group, commands: [command] });
  }
  return groups;
}
