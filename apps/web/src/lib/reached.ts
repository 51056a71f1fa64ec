/** Whether the site answers at this moment: what the browser believes of its line is not asked. */
export const isReached = (): Promise<boolean> =>
  fetch('/health/live', { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  );

/**
 * What of the client comes when it is needed. The router loads the document anew when that is not there, as after a new release;
 * without a line this would put the browser's own page in the place of all that is open: the router must not know such
 * an error for one of those.
 */
export const fetched = async <Part>(load: () => Promise<Part>): Promise<Part> => {
  try {
    return await load();
  } catch (error) {
    throw (await isReached()) ? error : new Error('Not reached', { cause: error });
  }
};
