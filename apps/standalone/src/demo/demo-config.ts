import type { Config } from '#platform/config';

/** The demonstration's settings, and what of the given ones it leaves alone. */
export interface DemoConfig {
  readonly config: Config;
  /** Names of variables that are set and have no effect. */
  readonly ignored: readonly string[];
}

/**
 * What a demonstration is run with: beside the data folder, never in it; on this machine alone unless HOST says otherwise;
 * and without whatever could reach the people, files or messages of a real site.
 */
export function demoConfig(config: Config): DemoConfig {
  const { smtpUrl, s3Url, redisUrl, secretKeys, directory } = config;
  const given = {
    SMTP_URL: smtpUrl !== null,
    S3_URL: s3Url !== null,
    REDIS_URL: redisUrl !== null,
    COPSE_SECRET_KEY: secretKeys !== null,
    DIRECTORY: directory !== 'bundled',
  };
  return {
    config: {
      ...config,
      demonstration: true,
      dataDir: `${config.dataDir}-demo`,
      host: config.host ?? '127.0.0.1',
      smtpUrl: null,
      s3Url: null,
      redisUrl: null,
      secretKeys: null,
      directory: 'bundled',
    },
    ignored: Object.entries(given)
      .filter(([, isSet]) => isSet)
      .map(([name]) => name),
  };
}
