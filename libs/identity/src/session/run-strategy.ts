import type { Request } from 'express';
import passport, { type Strategy } from 'passport';

/** What a strategy reads of a request: handed to it alone, so that it can look nowhere else. */
export type StrategyInput = Pick<Partial<Request>, 'headers' | 'body'>;

/** Runs one passport strategy and answers whom it found, or null when it refuses; rejects when it cannot tell. */
export function runStrategy<Found extends object>(strategy: Strategy, input: StrategyInput): Promise<Found | null> {
  return new Promise((resolve, reject) => {
    const answer = (error: unknown, found?: Found | false | null): void => {
      if (error) reject(error instanceof Error ? error : new Error('The strategy failed.', { cause: error }));
      else resolve(found || null);
    };
    // A strategy of its own for each run: passport writes the outcome's callbacks on the object that it is given, so
    // of two runs at the same time on one object both outcomes would go to the later asker.
    const own = Object.create(strategy) as Strategy;
    const handler = passport.authenticate(own, { session: false }, answer) as (
      req: StrategyInput,
      res: object,
      next: (error: unknown) => void,
    ) => void;
    handler({ ...input }, {}, reject);
  });
}

/** Hands what was found, or the failure, to a strategy's `done`. */
export async function settle<Found extends object>(
  finding: Promise<Found | null>,
  done: (error: unknown, found?: Found | false) => void,
): Promise<void> {
  let found: Found | null;
  try {
    found = await finding;
  } catch (error) {
    return done(error);
  }
  done(null, found ?? false);
}
