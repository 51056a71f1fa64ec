export { statementStep } from './statement-step.js';
export { beginSpan, endSpan, enterSpan, inSpan, isTracing, startTracing, type Step } from './tracing.js';
