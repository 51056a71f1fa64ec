import { useLingui } from '@lingui/react/macro';
import { LIMITS } from '#contracts';

interface Rules {
  required: string;
  maxLength: { value: number; message: string };
  minLength?: { value: number; message: string };
  pattern?: { value: RegExp; message: string };
}

/** What a name, an address and a new password must be, in words; the server decides, this only says it sooner. */
export function useFieldRules(): { name: Rules; email: Rules; newPassword: Rules; password: Rules } {
  const { t } = useLingui();
  const atLeast = LIMITS.passwordMin;
  return {
    name: {
      required: t`Enter your name.`,
      maxLength: { value: LIMITS.personName, message: t`This name is too long.` },
    },
    email: {
      required: t`Enter your e-mail address.`,
      maxLength: { value: LIMITS.email, message: t`This address is too long.` },
      pattern: { value: /^\s*[^\s@]+@[^\s@]+\s*$/, message: t`This is not an e-mail address; it needs an @.` },
    },
    newPassword: {
      required: t`Enter a password.`,
      minLength: { value: atLeast, message: t`Use at least ${atLeast} characters.` },
      maxLength: { value: LIMITS.passwordMax, message: t`This password is too long.` },
    },
    password: {
      required: t`Enter your password.`,
      maxLength: { value: LIMITS.passwordMax, message: t`This password is too long.` },
    },
  };
}
