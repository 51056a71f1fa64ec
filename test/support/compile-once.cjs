/**
 * Jest gives each test file the product and its libraries anew, some 3,400 modules, and has V8 compile them each time. Required
 * before Jest, this has a process compile each text once: what V8 made of it is kept and given along the next time
 * (`cachedData` of node:vm). Each file still gets its own modules; only the work of reading them is not done twice.
 */
const vm = require('node:vm');

/** By name and length; the text itself is compared. */
const kept = new Map();

const keyOf = (name, text) => `${name} ${text.length}`;
const cachedFor = (key, text) => {
  const found = kept.get(key);
  return found?.text === text ? found.cachedData : undefined;
};

const { SourceTextModule, compileFunction } = vm;
if (SourceTextModule) {
  vm.SourceTextModule = class extends SourceTextModule {
    constructor(text, options = {}) {
      const key = keyOf(options.identifier, text);
      const cachedData = cachedFor(key, text);
      if (cachedData) {
        try {
          super(text, { ...options, cachedData });
          return;
        } catch (error) {
          // V8 takes nothing back that it made under other flags.
          if (error.code !== 'ERR_VM_MODULE_CACHED_DATA_REJECTED') throw error;
        }
      }
      super(text, options);
      kept.set(key, { text, cachedData: this.createCachedData() });
    }
  };
}

vm.compileFunction = (text, parameters = [], options = {}) => {
  const key = keyOf(`${options.filename} ${parameters.join()}`, text);
  const cachedData = cachedFor(key, text);
  if (cachedData) return compileFunction(text, parameters, { ...options, cachedData });
  const made = compileFunction(text, parameters, { ...options, produceCachedData: true });
  if (made.cachedData) kept.set(key, { text, cachedData: made.cachedData });
  return made;
};
