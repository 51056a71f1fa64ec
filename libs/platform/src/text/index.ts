export { excerptOf } from './excerpt.js';
export { foldText } from './fold-text.js';
export { isTrustedRendering, renderMarkdown, RENDERER_VERSION, type SanitizedHtml } from './render-markdown.js';
