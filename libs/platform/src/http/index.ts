export { answerError } from './answer-error.js';
