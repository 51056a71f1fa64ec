import { useCallback, useState } from 'react';
import { useMutation } from 'urql';
import type { AnyVariables, TypedDocumentNode } from 'urql';
import { problemOf } from './problem.js';
import type { Problem } from './problem.js';

/** A mutation as a form needs it. `run` answers the data, or null when it was refused; `problem` then says why. */
export interface Action<Data, Variables> {
  run: (variables: Variables) => Promise<Data | null>;
  busy: boolean;
  problem: Problem | null;
  clear: () => void;
}

/** Wraps a mutation: busy while it runs, its refusal as a {@link Problem}. */
export function useAction<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
): Action<Data, Variables> {
  const [state, execute] = useMutation<Data, Variables>(document);
  const [problem, setProblem] = useState<Problem | null>(null);
  const run = useCallback(
    async (variables: Variables): Promise<Data | null> => {
      setProblem(null);
      const result = await execute(variables);
      const refused = problemOf(result.error);
      setProblem(refused);
      return refused ? null : (result.data ?? null);
    },
    [execute],
  );
  const clear = useCallback(() => setProblem(null), []);
  return { run, busy: state.fetching, problem, clear };
}
