import type { ErrorCode } from '#contracts';

/** Each in English and in French: an address is handed on, and nothing says what its reader reads. */
const WORDS: Partial<Record<ErrorCode, readonly string[]>> = {
  NOT_FOUND: [
    'There is nothing here, or you may not see it. If you are a member of the community it belongs to, sign in, then ' +
      'open the page with the file again.',
    'Il n’y a rien ici, ou vous n’y avez pas accès. Si vous êtes membre de la communauté concernée, ouvrez une session, ' +
      'puis ouvrez de nouveau la page où se trouve le fichier.',
  ],
  UNAVAILABLE: [
    'This file cannot be read just now. Please try again later.',
    'Ce fichier ne peut pas être lu pour l’instant. Veuillez réessayer plus tard.',
  ],
};

/**
 * The words for somebody whose browser shows the answer itself, in the place of a page: `accept` is what it asks for.
 * Null for scripts, and for whatever has no words: those read the error as every other address writes it.
 */
export function refusalWords(accept: string | undefined, code: ErrorCode | undefined): string | null {
  if (code === undefined || !/\btext\/html\b/.test(accept ?? '')) return null;
  const words = WORDS[code];
  return words ? `${words.join('\n\n')}\n` : null;
}
