import { expect, it, jest } from '@jest/globals';
import { PAGES } from '#contracts';

const nothing = (): null => null;
jest.unstable_mockModule('./shell/shell.js', () => ({ Shell: nothing }));
jest.unstable_mockModule('./pages/error-page.js', () => ({ ErrorPage: nothing }));
jest.unstable_mockModule('./pages/not-found-page.js', () => ({ NotFoundPage: nothing }));
const { router } = await import('./router.js');

it('has exactly the pages that the server knows', () => {
  const leaves = Object.values(router.routesById).filter(({ children }) => !children);
  const paths = leaves.map(({ fullPath }) => (fullPath === '/' ? fullPath : fullPath.replace(/\/$/, '')));
  expect(paths.toSorted()).toEqual(PAGES.toSorted());
});
