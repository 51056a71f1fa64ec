const SANS = `'Source Sans 3','Segoe UI',system-ui,-apple-system,Roboto,'Helvetica Neue',Arial,sans-serif`;
const SERIF = `'Source Serif 4',Georgia,'Times New Roman',serif`;

/**
 * The looks of a page, by class and inline, for mail programs that drop style sheets: the colours, letters and radii of
 * the site in its light theme. Names are the classes by which {@link SHEET} finds them again.
 */
export const LOOK = {
  paper: 'margin:0;padding:0;background-color:#faf8f4;color:#1b1e24',
  around: 'padding:20px 12px 32px',
  page: `max-width:600px;margin:0 auto;text-align:left;font-family:${SANS};font-size:17px;line-height:1.55;color:#1b1e24`,
  brand: `margin:0;padding:0 4px 14px;font-family:${SERIF};font-size:22px;line-height:1.2;font-weight:600;color:#1b4d8f`,
  surface:
    'background-color:#ffffff;border:1px solid #e2dcd0;border-radius:14px;padding:26px 24px 28px;overflow-wrap:anywhere;word-break:break-word',
  over: 'margin:0 0 4px;font-size:15px;line-height:1.4;font-weight:600;color:#59606b',
  heading: `margin:0 0 14px;font-family:${SERIF};font-size:26px;line-height:1.25;font-weight:600;color:#1b1e24`,
  words: 'margin:0 0 14px;color:#1b1e24',
  quiet: 'margin:14px 0 0;font-size:15px;line-height:1.5;color:#59606b',
  section:
    'margin:28px 0 0;padding:0 0 6px;border-bottom:2px solid #e2dcd0;font-size:16px;line-height:1.4;font-weight:600;color:#59606b',
  item: 'padding:16px 0;border-bottom:1px solid #e2dcd0',
  label: 'margin:0 0 2px;font-size:14px;line-height:1.4;font-weight:600;color:#a3470c',
  title: `margin:0;font-family:${SERIF};font-size:20px;line-height:1.3;font-weight:600`,
  meta: 'margin:4px 0 0;font-size:15px;line-height:1.45;color:#59606b',
  excerpt: 'margin:8px 0 0;font-size:16px;line-height:1.5;color:#1b1e24',
  quote: 'margin:18px 0 0',
  initials:
    'width:40px;height:40px;border-radius:20px;background-color:#e8eff9;color:#1b4d8f;font-size:15px;line-height:40px;font-weight:600;text-align:center',
  author: 'margin:0;font-weight:600;line-height:1.35;color:#1b1e24',
  when: 'margin:0;font-size:15px;line-height:1.35;color:#59606b',
  body: 'margin:14px 0 0;color:#1b1e24',
  link: 'color:#1b4d8f;text-decoration:underline',
  titleLink: 'color:#1b4d8f;text-decoration:none',
  way: 'margin:22px 0 8px',
  button:
    'display:inline-block;border:2px solid #1b4d8f;border-radius:10px;background-color:#1b4d8f;color:#ffffff;padding:10px 22px;font-weight:600;line-height:1.4;text-decoration:none',
  more: 'margin:18px 0 0;font-weight:600',
  foot: 'padding:20px 6px 0;font-size:14px;line-height:1.55;color:#59606b;overflow-wrap:anywhere;word-break:break-word',
  footLine: 'margin:0 0 8px',
  footLink: 'color:#59606b;text-decoration:underline',
} as const;

/** The looks of elements of what people wrote, inline as well: without them long lines run over the edge. */
export const BODY_LOOK: Readonly<Record<string, string>> = {
  a: 'color:#1b4d8f',
  blockquote: 'margin:0 0 14px;padding:2px 0 2px 14px;border-left:3px solid #8a8577;color:#59606b',
  scroll: 'max-width:100%;overflow-x:auto;overflow-wrap:normal;word-break:normal',
  pre: 'margin:0 0 14px;padding:12px;background-color:#f3f0e9;font-size:15px;white-space:pre-wrap',
  th: 'padding:6px 10px;border:1px solid #8a8577;text-align:left;vertical-align:top',
  td: 'padding:6px 10px;border:1px solid #8a8577;text-align:left;vertical-align:top',
};

/** A part of a page that has a look. */
export type Look = keyof typeof LOOK;

/** The attributes of a part: its class, and its look for programs that know no classes. */
export const looks = (look: Look): string => `class="${look}" style="${LOOK[look]}"`;

/** What cannot be said inline: the dark theme, narrow screens, and the parts of what people wrote. */
export const SHEET = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
body{-webkit-text-size-adjust:100%;text-size-adjust:100%}
.titleLink:hover,.titleLink:focus{text-decoration:underline!important}
a:focus-visible{outline:3px solid #1b4d8f;outline-offset:2px}
.item.last{border-bottom:0!important;padding-bottom:0!important}
.body p,.body ul,.body ol,.body table{margin:0 0 14px}
.body ul,.body ol{padding-left:24px}
.body li{margin:0 0 4px}
.body h3,.body h4,.body h5,.body h6{margin:20px 0 8px;font-size:18px;line-height:1.35}
.body blockquote p{margin:0 0 6px}
.body pre,.body code{font-family:ui-monospace,Consolas,Menlo,monospace;font-size:15px;background-color:#f3f0e9;border-radius:6px}
.body code{padding:1px 4px}
.body pre code{padding:0}
.body table{border-collapse:collapse}
.body hr{margin:20px 0;border:0;border-top:1px solid #e2dcd0}
@media (max-width:480px){
.around{padding:14px 8px 28px!important}
.surface{padding:20px 16px 22px!important}
.heading{font-size:24px!important}
.button{display:block!important;text-align:center!important}
}
@media (prefers-color-scheme:dark){
.paper{background-color:#131519!important;color:#eceae4!important}
.page,.heading,.words,.excerpt,.author,.body{color:#eceae4!important}
.surface{background-color:#1b1e24!important;border-color:#2f343d!important}
.section,.item{border-color:#2f343d!important}
.brand,.link,.titleLink,.body a{color:#93bcf5!important}
.over,.quiet,.section,.meta,.when,.foot,.footLink,.body blockquote{color:#aab0ba!important}
.label{color:#f3b07a!important}
.initials{background-color:#1e2c42!important;color:#93bcf5!important}
.button{background-color:#93bcf5!important;border-color:#93bcf5!important;color:#131519!important}
.body pre,.body code{background-color:#22262d!important}
.body blockquote,.body th,.body td{border-color:#7c838f!important}
.body hr{border-color:#2f343d!important}
a:focus-visible{outline-color:#93bcf5}
}
`.trim();
