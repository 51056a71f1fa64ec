import { LIMITS } from '#contracts';
import { input } from '#platform/graphql';
import { MemberRole } from '../role/role.type.js';
import type { MemberKey } from './member.type.js';

const sortName = input.line(LIMITS.personName);
const accountId = input.id();

/** Whether the parts of a cursor are a place in a list of members. */
export const isMemberKey = (parts: unknown[]): parts is MemberKey & unknown[] =>
  parts.length === 3 &&
  Object.values<unknown>(MemberRole).includes(parts[0]) &&
  sortName.safeParse(parts[1]).success &&
  accountId.safeParse(parts[2]).success;
