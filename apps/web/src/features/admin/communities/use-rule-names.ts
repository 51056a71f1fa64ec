import { useLingui } from '@lingui/react/macro';
import type { Eligibility, JoinPolicy, QuestionKind, Visibility } from '../../../gql/graphql.js';

/** The words of a community's rule as one chooses among them. */
export interface RuleNames {
  visibility: Record<Visibility, string>;
  joinPolicy: Record<JoinPolicy, string>;
  eligibility: Record<Eligibility, string>;
  question: Record<QuestionKind, string>;
}

/** Short names of what a rule is made of; its whole sentences come from the server. */
export function useRuleNames(): RuleNames {
  const { t } = useLingui();
  return {
    visibility: { PUBLIC: t`Everybody reads, members write`, PRIVATE: t`Members only` },
    joinPolicy: { OPEN: t`One click`, APPLICATION: t`By application`, CLOSED: t`Nobody new` },
    eligibility: {
      ANYONE: t`Anyone with an account`,
      MUSEUM_STAFF: t`People who work at a museum or a similar place`,
      MEMBER_INSTITUTION: t`People of a member institution`,
      MEMBER_OR_COLLABORATOR: t`People of a member or collaborating institution`,
      SELF_IDENTIFIED: t`People who identify themselves as belonging`,
    },
    question: {
      SHORT_TEXT: t`One line`,
      LONG_TEXT: t`Longer text`,
      CHOICE: t`A choice`,
      ATTESTATION: t`A statement to agree to`,
    },
  };
}
