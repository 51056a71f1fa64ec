import { describe, expect, it } from '@jest/globals';
import { loadConfig } from '#platform/config';
import { demoConfig } from './demo-config.js';

describe('the settings of the demonstration', () => {
  it('keep it on this machine, beside the data of the site', () => {
    const { config, ignored } = demoConfig(loadConfig({ COPSE_DATA: '/srv/copse' }));
    expect(config).toMatchObject({ dataDir: '/srv/copse-demo', host: '127.0.0.1', demonstration: true });
    expect(loadConfig({}).demonstration).toBe(false);
    expect(ignored).toEqual([]);
    expect(demoConfig(loadConfig({ HOST: '0.0.0.0' })).config.host).toBe('0.0.0.0');
  });

  it('leave alone, and name, whatever belongs to a real site', () => {
    const { config, ignored } = demoConfig(
      loadConfig({
        SMTP_URL: 'smtp://mail.example.org',
        S3_URL: 'https://key:secret@s3.example.org/files',
        REDIS_URL: 'redis://cache.example.org',
        COPSE_SECRET_KEY: `a:${Buffer.alloc(32, 1).toString('base64')}`,
        DIRECTORY: 'none',
      }),
    );
    expect(config).toMatchObject({
      smtpUrl: null,
      s3Url: null,
      redisUrl: null,
      secretKeys: null,
      directory: 'bundled',
    });
    expect(ignored).toEqual(['SMTP_URL', 'S3_URL', 'REDIS_URL', 'COPSE_SECRET_KEY', 'DIRECTORY']);
  });
});
