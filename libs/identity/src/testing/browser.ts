/** An answer of GraphQL over HTTP. */
export interface Answer {
  readonly status: number;
  readonly setCookie: string[];
  readonly data: Record<string, unknown> | null | undefined;
  /** Code of the first error. */
  readonly code: string | undefined;
  readonly message: string | undefined;
  /** Fields that the first error names. */
  readonly fields: Record<string, string> | undefined;
}

/** A browser: keeps its cookie and sends its Origin. */
export class Browser {
  cookie: string | undefined;

  constructor(
    private readonly url: string,
    private readonly origin: string,
  ) {}

  /** Asks; a header of undefined is left out. */
  async ask(query: string, variables: object = {}, headers: Record<string, string | undefined> = {}): Promise<Answer> {
    const all = { 'content-type': 'application/json', origin: this.origin, cookie: this.cookie, ...headers };
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined),
      body: JSON.stringify({ query, variables }),
    });
    const setCookie = response.headers.getSetCookie();
    for (const line of setCookie) this.cookie = line.includes('Max-Age=0') ? undefined : line.split(';')[0];
    const body = (await response.json()) as {
      data?: Record<string, unknown>;
      errors?: { message: string; extensions: Record<string, unknown> }[];
    };
    const error = body.errors?.[0];
    return {
      status: response.status,
      setCookie,
      data: body.data,
      code: error?.extensions['code'] as string | undefined,
      message: error?.message,
      fields: error?.extensions['fields'] as Record<string, string> | undefined,
    };
  }

  /** Calls a mutation that takes `input` and has no fields to choose. */
  async call(name: string, input?: object, selection = ''): Promise<Answer> {
    const type = `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}Input`;
    return input === undefined
      ? this.ask(`mutation { ${name} ${selection} }`)
      : this.ask(`mutation ($input: ${type}!) { ${name}(input: $input) ${selection} }`, { input });
  }
}
