import { useState } from 'react';

/** Whether something was possible on this page before and is not any more. */
export function useWasPossible(possible: boolean): boolean {
  const [ever, setEver] = useState(possible);
  if (possible && !ever) setEver(true);
  return ever && !possible;
}
