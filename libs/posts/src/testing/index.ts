export { aScene, auditOf, firstPost, lettersOf, refusal, value, type Scene } from './scene.js';
export { TestApi, type Person, type TestAnswer } from './test-api.js';
