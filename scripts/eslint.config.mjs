// What eslint holds the JavaScript to, on top of its recommended rules. Each file of js/ may name only the globals of the browser
// that are listed for it: what fetches, stores, opens the camera or starts a worker can be read off here.
import js from '@eslint/js';
import globals from 'globals';

const readable = (...names) => Object.fromEntries(names.map((name) => [name, 'readonly']));

/** What any file of js/ may name. */
const BROWSER = readable('console', 'document', 'navigator', 'URL', 'setTimeout', 'clearTimeout', 'queueMicrotask');

/** What turns a text into markup or code at run time. */
const MARKUP = ['innerHTML', 'outerHTML', 'srcdoc', 'insertAdjacentHTML', 'setHTML', 'setHTMLUnsafe', 'parseFromString', 'createContextualFragment'];
/** What keeps something beyond the page. */
const STORES = ['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'cookie', 'cookieStore'];
const STORE_METHODS = ['getItem', 'setItem', 'removeItem'];
/** What leads away from the page, or sends something from it. */
const LEAVING = ['open', 'pushState', 'replaceState', 'sendBeacon', 'createObjectURL'];
const CAMERA = ['enumerateDevices', 'applyConstraints', 'getVideoTracks', 'srcObject'];

const property = (message, ...names) => names.map((name) => ({ property: name, message }));
const ofObject = (object, message, ...names) => names.map((name) => ({ object, property: name, message }));

/** The properties that a file may not name; `but` names those that this one may. */
const properties = (more = [], but = []) => {
  const all = [
    ...property('Nothing becomes markup or code at run time.', ...MARKUP),
    ...ofObject('document', 'Nothing becomes markup at run time.', 'write', 'writeln'),
    ...property('Two files store, and two hand them the storage.', ...STORES, ...STORE_METHODS),
    ...more,
  ];
  return { 'no-restricted-properties': ['error', ...all.filter((one) => !but.includes(one.property))] };
};

/** Texts come from locales/*.json: Vietnamese letters are nobody else's here. */
const TEXTS = ['Literal[value=/[\\u00C0-\\u00D6\\u00D8-\\u1EF9]/]', 'TemplateElement[value.raw=/[\\u00C0-\\u00D6\\u00D8-\\u1EF9]/]']
  .map((selector) => ({ selector, message: 'Texts come from locales/*.json.' }));

const scannerProperties = (...but) => properties([
  ...property('A scanned text is text: it is neither followed nor sent.', ...LEAVING),
  ...ofObject('location', 'A scanned text is not followed.', 'href', 'assign', 'replace'),
  ...property('camera.js opens the camera.', 'getUserMedia', ...CAMERA),
  ...property('decoder.js starts the worker.', 'createPolicy', 'trustedTypes'),
  ...property('worker.js loads the wasm.', 'instantiate', 'instantiateStreaming'),
], but);

/** The only Trusted Types policy is called `points-widget`: one called `default` would speak for the whole page. */
const DEFAULT_POLICY = { selector: "Literal[value='default']", message: 'A policy called default would speak for the whole page.' };

export default [
  {
    files: ['js/**/*.js', 'scripts/**/*.mjs', 'tests/js/*.mjs', 'docs/site/script/*.js'],
    ...js.configs.recommended,
    languageOptions: { ecmaVersion: 2024, sourceType: 'module' },
    linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true },
    rules: {
      ...js.configs.recommended.rules,
      'array-callback-return': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-empty': ['error', { allowEmptyCatch: true }],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-promise-executor-return': 'off',
      'no-script-url': 'error',
      'no-self-compare': 'error',
      'no-template-curly-in-string': 'error',
      'no-throw-literal': 'error',
      'no-unmodified-loop-condition': 'error',
      'no-unused-vars': ['error', { args: 'after-used', argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      'no-use-before-define': ['error', { functions: false, classes: false, variables: false }],
      'no-var': 'error',
      'no-warning-comments': ['error', { terms: ['@ts-ignore', '@ts-expect-error', '@ts-nocheck'], location: 'anywhere' }],
      'prefer-const': 'error',
    },
  },
  {
    files: ['js/**/*.js'],
    languageOptions: { globals: BROWSER },
    rules: {
      ...properties(),
      'no-console': ['error', { allow: ['warn', 'error'] }],
    },
  },

  // The element, which every page loads: no text and no markup, and nothing of the API.
  {
    files: ['js/element/*.js'],
    rules: {
      ...properties(property('The loader has no text.', 'innerText', 'createTextNode')),
      'no-restricted-syntax': ['error', ...TEXTS, { selector: 'Literal[value=/\\b(accumulate|history-point)\\b/]', message: 'The wasm calls the API.' }],
    },
  },
  { files: ['js/element/*.js'], rules: { 'no-console': ['error', { allow: ['error'] }] } },
  { files: ['js/element/customer.js'], languageOptions: { globals: readable('localStorage') } },
  { files: ['js/element/host-api.js'], languageOptions: { globals: readable('sessionStorage') } },
  { files: ['js/element/{pending-codes,saved-customer}.js'], rules: properties([], STORE_METHODS) },
  { files: ['js/element/focus.js'], languageOptions: { globals: readable('requestAnimationFrame') } },
  { files: ['js/element/keys.js'], languageOptions: { globals: readable('addEventListener') } },
  { files: ['js/element/life-cycle.js'], languageOptions: { globals: readable('CustomEvent') } },
  { files: ['js/element/load-core.js'], languageOptions: { globals: readable('WebAssembly', 'addEventListener') } },
  { files: ['js/element/page-address.js'], languageOptions: { globals: readable('clearInterval', 'history', 'location', 'setInterval', 'window') } },
  { files: ['js/element/uuid.js'], languageOptions: { globals: readable('crypto') } },
  { files: ['js/element/try-again.js'], languageOptions: { globals: readable('addEventListener', 'fetch') } },
  { files: ['js/element/points-widget.js'], languageOptions: { globals: readable('HTMLElement', 'customElements') } },

  // The scanner.
  {
    files: ['js/scanner/*.js'],
    rules: { ...scannerProperties(), 'no-restricted-syntax': ['error', ...TEXTS, DEFAULT_POLICY] },
  },
  { files: ['js/scanner/barcode-detector.js'], languageOptions: { globals: readable('BarcodeDetector') } },
  { files: ['js/scanner/camera-errors.js'], rules: scannerProperties('getUserMedia') },
  {
    files: ['js/scanner/camera.js'],
    languageOptions: { globals: readable('performance') },
    rules: scannerProperties('getUserMedia', ...CAMERA),
  },
  {
    files: ['js/scanner/decoder.js'],
    languageOptions: { globals: readable('WebAssembly', 'Worker', 'location', 'performance') },
    rules: scannerProperties('createPolicy', 'trustedTypes'),
  },
  { files: ['js/scanner/picture.js'], languageOptions: { globals: readable('createImageBitmap') } },
  { files: ['js/scanner/worker.js'], languageOptions: { globals: readable('WorkerGlobalScope', 'fetch', 'self') } },

  // Plain data in, plain data out: no browser, and no other file.
  {
    files: ['js/scanner/{classify,geometry,state}.js', 'js/messages/lines.js', 'js/code-pattern.js'],
    languageOptions: { globals: Object.fromEntries(Object.keys(BROWSER).map((name) => [name, 'off'])) },
    rules: {
      'no-restricted-globals': ['error', 'globalThis'],
      'no-restricted-syntax': ['error', { selector: 'ImportDeclaration, ImportExpression', message: 'This file knows no other.' }],
    },
  },

  { files: ['scripts/**/*.mjs', 'tests/js/*.mjs'], languageOptions: { globals: globals.node } },
  { files: ['scripts/readme-picture.mjs'], languageOptions: { globals: readable('document', 'scrollTo') } }, // in the page it takes
  {
    files: ['tests/js/*.mjs'], // which hold such texts
    rules: { 'no-script-url': 'off', 'no-template-curly-in-string': 'off', 'no-warning-comments': 'off' },
  },
  { files: ['docs/site/script/*.js'], languageOptions: { globals: globals.browser } },
];
