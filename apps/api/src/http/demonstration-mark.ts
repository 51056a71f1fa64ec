/** Tells the web client, in its page, that this is the demonstration (`isDemonstration` in the client's footer). */
export const withDemonstrationMark = (index: string): string =>
  index.replace('</head>', '<meta name="copse-demonstration" content="yes"></head>');
