import type { AnyVariables, DocumentInput } from 'urql';
import { getOperationName } from 'urql';

/** An answer that came with the page, to one of the questions that the page begins with. */
interface BroughtAnswer {
  readonly operation: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly data: unknown;
}

/** As the server writes it into the page (`apps/api/src/first-view`). */
interface BroughtPage {
  readonly answers: readonly BroughtAnswer[];
}

/**
 * What came with the page, so that it is not asked for once more. It counts for the moment in which the page begins: after
 * the first change that is made here, once the account is another, or a few seconds later, everything is asked for anew.
 */
export class FirstView {
  private answers: readonly BroughtAnswer[];

  constructor(text: string | null) {
    this.answers = text === null ? [] : (JSON.parse(text) as BroughtPage).answers;
  }

  /** The answer to this very question; undefined where none came or it no longer counts. */
  answerTo<Data, Variables extends AnyVariables>(
    document: Exclude<DocumentInput<Data, Variables>, string>,
    variables: Variables,
  ): Data | undefined {
    const name = getOperationName(document as Parameters<typeof getOperationName>[0]);
    const asked = plainly(variables);
    const found = this.answers.find((one) => one.operation === name && plainly(one.variables) === asked);
    return found?.data as Data | undefined;
  }

  /** From now on all is asked of the server. */
  forget(): void {
    this.answers = [];
  }
}

/** Variables that say the same look the same: what is absent and what is null are one. */
function plainly(variables: AnyVariables): string {
  const given = Object.entries(variables ?? {}).filter(([, value]) => value !== null && value !== undefined);
  return JSON.stringify(given.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Reads what came with this page. A page that the browser had kept, as when one goes back to it, may hold what is long
 * past: then nothing came.
 */
export function readFirstView(): FirstView {
  const [entry] = performance.getEntriesByType('navigation');
  const kept =
    entry instanceof PerformanceNavigationTiming && (entry.type === 'back_forward' || entry.transferSize === 0);
  const element = document.getElementById('first-view');
  const text = element?.textContent ?? null;
  element?.remove();
  return new FirstView(kept ? null : text);
}
