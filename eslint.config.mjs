import stylistic from '@stylistic/eslint-plugin';
import tseslint from 'typescript-eslint';

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
  { files: ['test/**'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
