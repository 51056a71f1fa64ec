export { excerptOf } from './excerpt.js';
export { foldText } from './fold-text.js';
export { forMail } from './for-mail.js';
export { languageOfText } from './language-of-text.js';
export { mentionsTooMany, type Mentions } from './mentions.js';
export type { Quotes } from './quotes.js';
export { isTrustedRendering, renderMarkdown, RENDERER_VERSION, type SanitizedHtml } from './render-markdown.js';
export { spokenWordsIn, type SpokenWords } from './spoken-words.js';
export { textForMail } from './text-for-mail.js';
