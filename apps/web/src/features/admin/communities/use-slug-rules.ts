import { useLingui } from '@lingui/react/macro';

const SLUG = /^\s*[a-z0-9]+(?:-[a-z0-9]+)*\s*$/;
const LONGEST = 80;

interface SlugRules {
  rules: {
    required: string;
    pattern: { value: RegExp; message: string };
    maxLength: { value: number; message: string };
  };
  /** The sentence for an address that the server refuses. */
  refusal: (path: string) => string | undefined;
}

/** What the address of a community must be, in words. */
export function useSlugRules(): SlugRules {
  const { t } = useLingui();
  const form = t`Small letters and digits, words joined by a hyphen, such as small-museums.`;
  const refused = t`This address cannot be used: another community has it or had it, or it is reserved.`;
  return {
    rules: {
      required: form,
      pattern: { value: SLUG, message: form },
      maxLength: { value: LONGEST, message: t`At most ${LONGEST} characters.` },
    },
    refusal: (path) => (path === 'slug' || path === 'newSlug' ? refused : undefined),
  };
}
