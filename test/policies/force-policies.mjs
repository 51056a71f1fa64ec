/**
 * Loaded before the product (`node --import`): every exported function of a built `*.policy.js` asks, at each call,
 * whether it is among those that must allow everything just now. Their names stand in the file
 * COPSE_FORCED_POLICY_FILE, separated by commas; which it could force is noted beside it, in `<file>.loaded`, by lines.
 * Nothing of this is in the product itself.
 */
import { appendFileSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

const POLICY = /\/dist\/libs\/[^?]*\.policy\.js$/;
const EXPORTED_FUNCTION = /export (async )?function (\w+)\(/g;
const EXPORTED_ARROW = /export const (\w+) = (?=(async )?(\([^)]*\)|\w+)\s*=>)/g;

/** What a policy answers that does more than to let through; all others answer `true`. */
const ANSWERS = {
  mayManageAccess: ([viewer]) => ({
    accountId: viewer.accountId ?? '00000000-0000-0000-0000-000000000000',
    sessionId: viewer.sessionId ?? '00000000-0000-0000-0000-000000000000',
  }),
};

globalThis.copseAskPolicy = (name, original, args) => {
  const forced = readFileSync(process.env.COPSE_FORCED_POLICY_FILE, 'utf8').split(',').includes(name);
  if (!forced) return original(...args);
  // It hides parts of an entry: forced, it hides nothing.
  if (name === 'seenBy') return args[0];
  try {
    const answer = original(...args);
    return answer === false || typeof answer?.code === 'string' ? true : answer;
  } catch {
    return ANSWERS[name]?.(args) ?? true;
  }
};

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (!POLICY.test(url)) return loaded;
    const names = [];
    const text = String(loaded.source)
      .replace(EXPORTED_FUNCTION, (_, isAsync = '', name) => {
        names.push(name);
        return `${isAsync}function original_${name}(`;
      })
      .replace(EXPORTED_ARROW, (_, name) => {
        names.push(name);
        return `const original_${name} = `;
      });
    appendFileSync(`${process.env.COPSE_FORCED_POLICY_FILE}.loaded`, `${names.join('\n')}\n`);
    const asked = names.map(
      (name) =>
        `export function ${name}(...args) { return globalThis.copseAskPolicy('${name}', original_${name}, args); }`,
    );
    return { ...loaded, source: `${text}\n${asked.join('\n')}\n` };
  },
});
