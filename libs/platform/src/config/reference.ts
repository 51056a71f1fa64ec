import { ENTRIES } from './entries.js';
import { RATE_LIMITS, formatRateLimit } from './rate-limits.js';
import type { RateLimitName } from './rate-limits.js';

/** The two tables of docs/operating.md as Markdown, so that the page and the code cannot tell different things. */
export function configurationReference(): string {
  return [
    '| variable | type | unit | default | effect |',
    '| --- | --- | --- | --- | --- |',
    ...Object.values(ENTRIES).map((entry) =>
      row(`\`${entry.name}\``, entry.type, entry.unit ?? '–', entry.default, entry.effect),
    ),
    '',
    '| limit (default) | counts |',
    '| --- | --- |',
    ...Object.entries(RATE_LIMITS).map(([name, limit]) =>
      row(`\`${formatRateLimit(name as RateLimitName, limit)}\``, limit.description),
    ),
  ].join('\n');
}

function row(...cells: string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
