const browsers: readonly [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: readonly [RegExp, string][] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];

const firstMatch = (text: string, list: readonly [RegExp, string][]): string | undefined =>
  list.find(([pattern]) => pattern.test(text))?.[1];

/** "Firefox · Windows"; what is not recognised stays as it is, shortened. */
export function describeUserAgent(userAgent: string): string {
  const known = [firstMatch(userAgent, browsers), firstMatch(userAgent, systems)].filter(Boolean);
  return known.length > 0 ? known.join(' · ') : userAgent.slice(0, 60);
}
