import { createRootRoute } from '@tanstack/react-router';
import { NotFoundPage } from '../pages/not-found-page.js';
import { Shell } from '../shell/shell.js';

/** What every page stands in. */
export const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage });
