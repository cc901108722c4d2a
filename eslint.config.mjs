import stylistic from '@stylistic/eslint-plugin';
import jsdoc from 'eslint-plugin-jsdoc';
import regexp from 'eslint-plugin-regexp';
import { readFileSync } from 'node:fs';
import tseslint from 'typescript-eslint';

/** Files with symbols that users import. */
const PUBLIC_FILES = Array.from(readFileSync(new URL('lib/index.ts', import.meta.url), 'utf8').matchAll(/from '\.\/([^']+)'/g), ([, path]) => `lib/${path}.ts`);

export default tseslint.config(
  { ignores: ['.venv/', 'dist/', 'lib/**/handler-bundle/', 'packages/', 'coverage/', 'cdk.out/', '**/*.mjs'] },
  tseslint.configs.strictTypeChecked,
  stylistic.configs.customize({ semi: true, braceStyle: '1tbs' }),
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@stylistic/max-len': ['error', { code: 140, ignoreUrls: true, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true }],
      // A class of static factories is the shape that other languages can call.
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  { files: ['lib/**', 'bin/**', 'examples/**'], rules: { '@typescript-eslint/consistent-type-imports': 'error' } },
  // Libraries that take time to load are required where they are used, each by one file of this name.
  { files: ['lib/**/*-library.ts', 'bin/**/*-library.ts'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  { files: ['lib/**/*-library.ts'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  {
    files: PUBLIC_FILES,
    plugins: { jsdoc },
    settings: { jsdoc: { tagNamePreference: { default: 'default' } } },
    rules: {
      'jsdoc/require-jsdoc': ['error', {
        require: { ClassDeclaration: true, FunctionDeclaration: false },
        contexts: [
          'ExportNamedDeclaration > TSInterfaceDeclaration', 'ExportNamedDeclaration > TSEnumDeclaration', 'TSEnumMember',
          'ExportNamedDeclaration > TSInterfaceDeclaration TSPropertySignature',
          'ExportNamedDeclaration > ClassDeclaration MethodDefinition[kind="method"][accessibility="public"][override=false]:not([key.name=/^_/])',
        ],
        publicOnly: true,
      }],
      'jsdoc/check-alignment': 'error',
      'jsdoc/check-param-names': ['error', { checkDestructured: false }],
      'jsdoc/check-tag-names': ['error', { definedTags: ['attribute', 'resource', 'stability', 'stateful', 'stateless', 'typeParam'] }],
      'jsdoc/no-types': 'error',
      'jsdoc/require-param-description': 'error',
    },
  },
  { files: ['test/**'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  // A text of an attacker takes no more than linear time.
  {
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential' }],
    },
  },
);
