/**
 * Jest gives each test file the product and its libraries anew, and has V8 compile them each time. Required before Jest,
 * this has a process compile each text once. Each file still gets its own modules; only the work of reading them is not
 * done twice. What V8 made of a CommonJS text runs in every test file's context, with all functions that it has compiled
 * meanwhile; of an ES module, which belongs to one context, it is given along the next time (`cachedData` of node:vm).
 */
const vm = require('node:vm');
const lexer = require('cjs-module-lexer');

const { Script, SourceTextModule } = vm;
/** By name and length; the text itself is compared. */
const modules = new Map();
const scripts = new Map();
/** By context, what each script's import() calls: it must not keep the test file's modules alive when that is over. */
const importers = new WeakMap();
let latest = new WeakRef({});

if (SourceTextModule) {
  vm.SourceTextModule = class extends SourceTextModule {
    constructor(text, options = {}) {
      const key = `${options.identifier} ${text.length}`;
      const found = modules.get(key);
      if (found?.text === text) {
        try {
          super(text, { ...options, cachedData: found.cachedData });
          return;
        } catch (error) {
          // V8 takes nothing back that it made under other flags.
          if (error.code !== 'ERR_VM_MODULE_CACHED_DATA_REJECTED') throw error;
        }
      }
      super(text, options);
      modules.set(key, { text, cachedData: this.createCachedData() });
    }
  };
}

/** Of its options, those that Jest gives. */
vm.compileFunction = (text, parameters, { filename, parsingContext, importModuleDynamically }) => {
  const head = `(function (${parameters.join()}) {`;
  const key = `${filename} ${head} ${text.length}`;
  let found = scripts.get(key);
  if (found?.text !== text) {
    const script = new Script(`${head}${text}\n})`, {
      filename,
      columnOffset: -head.length,
      importModuleDynamically: (...args) => importers.get(latest.deref()).get(key)(...args),
    });
    found = { text, script };
    scripts.set(key, found);
  }
  if (!importers.has(parsingContext)) importers.set(parsingContext, new Map());
  importers.get(parsingContext).set(key, importModuleDynamically);
  if (latest.deref() !== parsingContext) latest = new WeakRef(parsingContext);
  return found.script.runInContext(parsingContext);
};

/** What a CommonJS text exports: Jest would read the whole text for it in each test file. */
const exportsOf = new Map();
const { parse } = lexer;
lexer.parse = (text, ...rest) => {
  let found = exportsOf.get(text);
  if (!found) exportsOf.set(text, (found = parse(text, ...rest)));
  return found;
};
