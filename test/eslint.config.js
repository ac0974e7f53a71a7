import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import { fileURLToPath } from 'node:url';
import ts from 'typescript-eslint';

const TESTS = ['test/**'];

const language = [
  { selector: 'TSEnumDeclaration', message: 'A union of literals says the same without code at run time.' },
  { selector: 'SvelteMustacheTag[kind="raw"]', message: 'Text from outside never becomes HTML.' },
];
// `as` belongs to the constructor of a brand, which returns it, and to the one line that types a worker's `self`.
const assertion = {
  selector:
    'TSAsExpression:not([typeAnnotation.typeName.name="const"]):not([expression.name="self"]):not(ReturnStatement > TSAsExpression)',
  message: 'Narrow with a predicate or a schema: `as` is for the constructor of a brand.',
};

export default ts.config(
  { ignores: ['test/samples/**', 'test/golden/**'] },
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      globals: globals.browser,
      parserOptions: {
        projectService: true,
        tsconfigRootDir: fileURLToPath(new URL('..', import.meta.url)),
        extraFileExtensions: ['.svelte'],
      },
    },
  },
  { files: ['**/*.svelte', '**/*.svelte.ts'], languageOptions: { parserOptions: { parser: ts.parser } } },
  {
    rules: {
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...language, assertion],
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', caughtErrors: 'all', ignoreRestSiblings: true },
      ],
    },
  },
  {
    files: ['**/*.ts'],
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
    },
  },
  {
    // The recommended set has most of the rules that matter here; these come on top.
    files: ['**/*.svelte', '**/*.svelte.ts'],
    rules: {
      'svelte/no-top-level-browser-globals': 'error',
      'svelte/prefer-derived-over-derived-by': 'error',
      'svelte/no-ignored-unsubscribe': 'error',
      'svelte/button-has-type': 'error',
    },
  },
  {
    files: TESTS,
    rules: {
      'no-restricted-syntax': ['error', ...language],
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Playwright tells the fixtures that a fixture needs from the names it takes apart, `{}` for none.
      'no-empty-pattern': 'off',
    },
  },
  {
    files: ['**/*.mjs', '**/*.js', 'src/practice/**', 'src/relay/**'],
    languageOptions: { globals: globals.node },
  },
  {
    files: ['**/*.mjs', '**/*.js'],
    ...ts.configs.disableTypeChecked,
    languageOptions: { globals: globals.node, parserOptions: { projectService: false } },
  },
);
