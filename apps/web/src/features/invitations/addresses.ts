/**
 * The addresses in a text as one pastes it: separated by commas, semicolons or line breaks, also as `Name <address>`,
 * each once whatever its case.
 */
export function addressesIn(text: string): string[] {
  const found = new Map<string, string>();
  // A name in quotation marks may hold a comma of its own.
  for (const piece of text.replaceAll(/"[^"\n]*"/g, ' ').split(/[,;\n\r]+/)) {
    const inBrackets = /<([^<>]*)>/.exec(piece)?.[1];
    const words = (inBrackets ?? piece).trim().split(/\s+/).filter(Boolean);
    for (const word of words) {
      const key = word.toLowerCase();
      if (!found.has(key)) found.set(key, word);
    }
  }
  return [...found.values()];
}

/** The addresses that the server refused; it names them by their place among those that were sent. */
export function refusedOf(fields: Readonly<Record<string, string>>, sent: readonly string[]): string[] {
  return Object.keys(fields).flatMap((field) => {
    const [, index] = /^(?:input\.)?emails\.(\d+)$/.exec(field) ?? [];
    const address = index === undefined ? undefined : sent[Number(index)];
    return address === undefined ? [] : [address];
  });
}
