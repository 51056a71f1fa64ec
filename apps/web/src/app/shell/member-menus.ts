// In one file, so that they are fetched in one piece.
export { AccountMenu } from './account-menu.js';
export { MyCommunitiesMenu } from './my-communities-menu.js';
