/** Where an S3-compatible store is, and how one signs there. */
export interface S3Address {
  /** Scheme, host and port, such as https://s3.example.org:9000. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const BUCKET = /^\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\/?$/;

/**
 * Reads `https://key:secret@host[:port]/bucket[?region=name]`, key and secret percent-encoded; undefined when it is not of
 * that form. Never says more, since whatever is wrong may be the secret.
 */
export function parseS3Address(text: string): S3Address | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, origin, hostname, username, password, pathname, searchParams, hash } = new URL(text);
  const bucket = BUCKET.exec(pathname)?.[1];
  const { region = 'us-east-1', ...unknown } = Object.fromEntries(searchParams);
  if (!/^https?:$/.test(protocol) || hostname === '' || hash !== '' || bucket === undefined) return undefined;
  if (Object.keys(unknown).length > 0 || !/^[A-Za-z0-9-]{1,60}$/.test(region)) return undefined;
  const [accessKeyId, secretAccessKey] = [decoded(username), decoded(password)];
  return accessKeyId && secretAccessKey
    ? { endpoint: origin, bucket, region, accessKeyId, secretAccessKey }
    : undefined;
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
