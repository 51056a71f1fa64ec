/** Words that hardly any sentence does without, and that the other language does not have. */
const WORDS = {
  EN: 'the and of to in is that for it with as was are this you we have not but they be at from or our your my how what which',
  FR: 'le la les de des du et un une est que qui pour dans en au aux ce cette nous vous il elle ne pas sur avec plus sont notre votre mon comment quel quelle',
} as const;

const known = new Map(
  (['EN', 'FR'] as const).flatMap((language) => WORDS[language].split(' ').map((word) => [word, language] as const)),
);

/** So many characters are enough to tell. */
const READ = 2_000;

/** The language that a text is most likely written in, by its commonest words; null where too few of them say so. */
export function languageOfText(text: string): 'EN' | 'FR' | null {
  const found = { EN: 0, FR: 0 };
  for (const word of text
    .slice(0, READ)
    .toLowerCase()
    .match(/\p{L}+/gu) ?? []) {
    const language = known.get(word);
    if (language) found[language] += 1;
  }
  if (found.EN === found.FR || found.EN + found.FR < 2) return null;
  const [more, less] = found.EN > found.FR ? [found.EN, found.FR] : [found.FR, found.EN];
  return 2 * more >= 3 * less ? (found.EN > found.FR ? 'EN' : 'FR') : null;
}
