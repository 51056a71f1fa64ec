import type { PipeTransform } from '@nestjs/common';
import type { ZodType } from 'zod';
import { BadInput } from '../errors/index.js';

/**
 * Checks a value by its schema.
 * @throws BadInput whose `fields` names each offending field (`prefix` where the value itself is wrong).
 */
export function parseInput<Output>(schema: ZodType<Output>, value: unknown, prefix = 'input'): Output {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const fields: Record<string, string> = {};
  for (const issue of result.error.issues) {
    const path = issue.path.join('.') || prefix;
    fields[path] ??= issue.message;
  }
  throw new BadInput(fields);
}

/** A pipe for one GraphQL argument: `@Args('input', checked(replyInput)) input: ReplyInput`. */
export const checked = <Output>(schema: ZodType<Output>, name = 'input'): PipeTransform<unknown, Output> => ({
  transform: (value) => parseInput(schema, value, name),
});
