/** An answer as GraphQL over HTTP gives it. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly data: Record<string, never> | null | undefined;
  readonly errors:
    | readonly { message: string; path?: unknown[]; extensions: { code: string; [detail: string]: unknown } }[]
    | undefined;
}

/** Asks GraphQL as a browser (cookie and Origin) or as a script (bearer token) does. */
export class GraphqlClient {
  private cookie: string | undefined;

  constructor(
    readonly origin: string,
    private readonly token?: string,
  ) {}

  /** The cookie header of this browser, for sockets. */
  get cookieHeader(): string | undefined {
    return this.cookie;
  }

  /** What says at any address who asks: as a browser of ours sends it, or as a script does. */
  get credential(): Record<string, string> {
    return {
      origin: this.origin,
      ...(this.cookie === undefined ? {} : { cookie: this.cookie }),
      ...(this.token === undefined ? {} : { authorization: `Bearer ${this.token}` }),
    };
  }

  /** One operation; keeps the cookie that the answer sets. */
  async ask(
    query: string,
    variables: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await fetch(`${this.origin}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...this.credential,
        ...headers,
      },
      body: JSON.stringify({ query, variables }),
    });
    for (const line of response.headers.getSetCookie()) {
      const pair = line.split(';')[0] ?? '';
      this.cookie = pair.endsWith('=') || /Max-Age=0|1970/i.test(line) ? undefined : pair;
    }
    const body = (await response.json()) as Pick<Answer, 'data' | 'errors'>;
    return { status: response.status, headers: response.headers, data: body.data, errors: body.errors };
  }

  /** The data of an operation that must succeed. */
  async data<Data>(query: string, variables: Record<string, unknown> = {}): Promise<Data> {
    const answer = await this.ask(query, variables);
    if (answer.errors) throw new Error(`Refused: ${JSON.stringify(answer.errors)}`);
    return answer.data as Data;
  }

  /** The first error's code of an operation that must be refused; `undefined` when it was not. */
  async refusal(query: string, variables: Record<string, unknown> = {}): Promise<string | undefined> {
    return (await this.ask(query, variables)).errors?.[0]?.extensions.code;
  }
}
