import { Inject, Injectable } from '@nestjs/common';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { Response } from 'express';
import { CONFIG, type Config } from '#platform/config';

const SECRET = /^[A-Za-z0-9_-]{43}$/;
const ABSOLUTE_LIMIT_SECONDS = 180 * 86_400;

/** The one cookie: the secret of a session, out of reach for scripts and for other sites' POSTs. */
@Injectable()
export class SessionCookie {
  private readonly secure: boolean;

  constructor(@Inject(CONFIG) config: Config) {
    this.secure = config.publicUrl.startsWith('https:');
  }

  /** `__Host-` binds the cookie to exactly this host, and demands https. */
  get name(): string {
    return this.secure ? '__Host-copse' : 'copse';
  }

  /** The secret in a Cookie header; undefined when there is none that we could have made. */
  read(header: string | undefined): string | undefined {
    if (header === undefined || !header.includes(this.name)) return undefined;
    const value = parseCookie(header)[this.name];
    return value !== undefined && SECRET.test(value) ? value : undefined;
  }

  /** Whether the header carries our cookie at all, whatever it is worth. */
  isIn(header: string | undefined): boolean {
    return header !== undefined && parseCookie(header)[this.name] !== undefined;
  }

  /** Gives the browser a session. */
  set(res: Response, secret: string): void {
    this.put(res, secret, ABSOLUTE_LIMIT_SECONDS);
  }

  /** Takes the cookie from the browser. */
  clear(res: Response): void {
    this.put(res, '', 0);
  }

  private put(res: Response, value: string, maxAge: number): void {
    const cookie = {
      name: this.name,
      value,
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
      secure: this.secure,
      maxAge,
    } as const;
    res.append('set-cookie', stringifySetCookie(cookie));
  }
}
