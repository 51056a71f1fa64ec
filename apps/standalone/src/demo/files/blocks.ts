/** A piece of a text as a document shows it. */
export interface Block {
  /** `bullet` and `step` are entries of a list; a step begins with its number. */
  readonly kind: 'paragraph' | 'bullet' | 'step';
  readonly text: string;
}

const MARKS = /\*\*|`|(?<=^|[\s(«“"])\*(?=\S)|(?<=\S)\*(?=$|[\s.,;:!?)»”"])/g;

/** The paragraphs and lists of a simple Markdown text, without the marks in their lines. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open = false;
  for (const line of text.split('\n').map((one) => one.trim())) {
    const kind = line.startsWith('- ') ? 'bullet' : /^\d+\. /.test(line) ? 'step' : 'paragraph';
    const words = (kind === 'bullet' ? line.slice(2) : line).replace(MARKS, '');
    const last = blocks.at(-1);
    if (line === '') open = false;
    else if (kind === 'paragraph' && open && last)
      blocks[blocks.length - 1] = { ...last, text: `${last.text} ${words}` };
    else blocks.push({ kind, text: words });
    if (line !== '') open = true;
  }
  return blocks;
}
