import { registerEnumType } from '@nestjs/graphql';

/** What a member is in a community. */
export const MemberRole = { MEMBER: 'MEMBER', FACILITATOR: 'FACILITATOR' } as const;
/** One of {@link MemberRole}. */
export type MemberRole = keyof typeof MemberRole;

registerEnumType(MemberRole, {
  name: 'MemberRole',
  description: 'What a member is in a community.',
  valuesMap: {
    MEMBER: { description: 'Reads and posts.' },
    FACILITATOR: { description: 'Leads the community; appointed by staff.' },
  },
});
