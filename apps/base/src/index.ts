export {
  belonging,
  belongingOf,
  DEMONSTRATION_MARK,
  onDatabase,
  refuseDemonstration,
  type Belonging,
} from './belonging.repository.js';
export { installation, type Installation } from './installation.js';
export { LibsModule, type BaseOptions } from './libs.module.js';
export { entities } from './entities.js';
export { migrations } from './migrations/index.js';
export { openAmongOthers } from './open-among-others.js';
export { openBase, openLog } from './open-base.js';
export { openWatch } from './open-watch.js';
export { Readiness } from './readiness.js';
