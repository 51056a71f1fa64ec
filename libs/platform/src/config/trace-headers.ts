/**
 * Reads `name=value,…` as OpenTelemetry's own settings are written: values percent-encoded. Undefined where it cannot be
 * read.
 */
export function parseTraceHeaders(text: string): Readonly<Record<string, string>> | undefined {
  const headers: Record<string, string> = {};
  for (const item of text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)) {
    const [, name, encoded] = /^([A-Za-z0-9!#$%&'*+.^_`|~-]+)\s*=\s*([!-~]*)$/.exec(item) ?? [];
    if (name === undefined || encoded === undefined) return undefined;
    const value = decoded(encoded);
    // A header is one line.
    if (value === undefined || !/^[ -~]*$/.test(value)) return undefined;
    headers[name.toLowerCase()] = value;
  }
  return headers;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
