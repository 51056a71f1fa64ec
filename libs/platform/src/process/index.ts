export { giveBackMemory } from './memory.js';
export { checkPort, explainListening } from './port.js';
export { runProcess, type Running } from './run-process.js';
export { endWanted } from './signals.js';
export { StartError, errorCode, explainFileError } from './start-error.js';
export { terminal } from './terminal.js';
export { Undo } from './undo.js';
