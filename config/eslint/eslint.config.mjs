import { defineConfig } from 'eslint/config';
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

export default defineConfig(
  // The locales are written by lit-localize from the XLIFF files.
  {
    ignores: [
      'src/i18n/locales/',
      'src/i18n/office-locales/',
      'dist/',
      '.cache/',
      'node_modules/',
      'static/',
      'test-results/',
      'playwright-report/',
    ],
  },
  {
    files: ['**/*.{ts,mjs,js}'],
    extends: [tseslint.configs.strict],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-console': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'] }],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-script-url': 'error',
      eqeqeq: 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      // `const { secret: _secret, ...rest }` is how a field is left out.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
      // Default exports can be renamed at every import; our names are the same everywhere.
      'no-restricted-syntax': ['error', { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' }],
    },
  },
  {
    files: ['{src,test,config}/**/*.ts', 'vite.config.ts'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/only-throw-error': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    plugins: { 'lit-a11y': litA11y },
    extends: [lit.configs['flat/recommended'], wc.configs['flat/recommended'], wc.configs['flat/best-practice']],
    rules: {
      ...litA11y.configs.recommended.rules,
      'lit/no-invalid-escape-sequences': 'error',
      'lit/no-native-attributes': 'error',
      'lit/no-property-change-update': 'error',
      'lit/no-useless-template-literals': 'error',
      'lit/prefer-nothing': 'error',
      'lit/quoted-expressions': ['error', 'never'],
      // A path through the strict Content-Security-Policy does not exist: inline handlers and styles are dead text.
      'lit/ban-attributes': ['error', 'style', 'onclick', 'onload', 'onerror', 'onsubmit', 'oninput', 'onchange'],
      'wc/file-name-matches-element': 'off',
      // test/house compares file and tag; this rule only knows classes.
      'wc/guard-define-call': 'off',
    },
  },
  {
    files: ['test/**/*.ts'],
    // An empty class is what a browser's interface looks like from far away.
    rules: { '@typescript-eslint/no-extraneous-class': 'off' },
  },
  {
    files: ['**/*.config.{ts,mjs}', 'vite.config.ts', 'test/build-once.ts', 'test/a11y/support/report.ts'],
    // The tools read the default export of their configuration.
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // Jitsi loads it as a plain script, which is why it is `var` and unused here.
    files: ['interface_config.js'],
    languageOptions: { sourceType: 'script' },
    rules: { 'no-var': 'off', '@typescript-eslint/no-unused-vars': 'off' },
  },
);
