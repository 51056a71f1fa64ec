import { useLingui } from '@lingui/react/macro';

/** Words for the usual refusals of passwords, by what the password was asked for. */
export function useRefusalWords(): { present: string; chosen: string } {
  const { t } = useLingui();
  return {
    present: t`This is not your current password.`,
    chosen: t`This password is too easy to guess: very common, or your own name or address. Choose another.`,
  };
}
