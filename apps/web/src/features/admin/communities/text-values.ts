/** The texts of a community as a form holds them; tags one a line. */
export interface TextValues {
  name: { en: string; fr: string };
  summary: { en: string; fr: string };
  tags: string;
}

/** Longest texts, characters. */
export const NAME = 200;
export const SUMMARY = 1_000;

/** A text in both languages as it is sent. */
export const trimmed = ({ en, fr }: { en: string; fr: string }): { en: string; fr: string } => ({
  en: en.trim(),
  fr: fr.trim(),
});
