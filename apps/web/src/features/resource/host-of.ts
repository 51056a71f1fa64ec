/** The name of the site that an address leads to, as people know it; the address itself where there is none. */
export function hostOf(url: string): string {
  try {
    return new URL(url).host.replace(/^www\./, '') || url;
  } catch {
    return url;
  }
}

/** Whether an address may stand in a link: the server takes no other, and here it is asked once more. */
export function isWebAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}
