import tseslint from 'typescript-eslint';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';

/**
 * Who may import whom (docs/architecture.md, "The rooms"). Each room lists the rooms it may import
 * besides itself; everything else in src/ is out of bounds.
 */
const rooms = {
  lib: [],
  domain: ['lib'],
  contracts: ['domain', 'lib'],
  ports: ['domain', 'lib'],
  tracking: ['ports', 'domain', 'contracts', 'lib'],
  // It ends what tracking accepted, by the same attempts (docs/decisions/0014).
  sync: ['tracking', 'ports', 'domain', 'contracts', 'lib'],
  jobs: ['sync', 'tracking', 'contracts', 'ports', 'lib'],
  http: ['sync', 'tracking', 'contracts', 'ports', 'lib'],
  'adapters/fetch': ['ports', 'domain', 'contracts', 'lib'],
  'adapters/graph': ['adapters/fetch', 'ports', 'domain', 'contracts', 'lib'],
  'adapters/dataverse': ['adapters/fetch', 'ports', 'domain', 'contracts', 'lib'],
  'adapters/entra': ['adapters/fetch', 'ports', 'domain', 'contracts', 'lib'],
  // What every ledger keeps to, wherever it is stored.
  'adapters/ledger': ['ports', 'domain', 'lib'],
  'adapters/postgres': ['adapters/ledger', 'ports', 'domain', 'contracts', 'lib'],
  'adapters/memory': ['adapters/ledger', 'ports', 'domain', 'contracts', 'lib'],
  pane: ['contracts', 'domain', 'lib'],
  // One click without the pane asks the service as the pane does; see the fence below.
  commands: ['pane', 'contracts', 'domain', 'lib'],
  manifest: ['lib'],
  // A reading of a protocol shared with the product would agree with the product's mistakes.
  sandbox: ['lib'],
};

const fence = ([room, allowed]) => ({
  target: `./src/${room}`,
  from: './src',
  except: [room, ...allowed].map((path) => `./${path}`),
  message: `src/${room} may import only: ${[room, ...allowed].join(', ')} (docs/architecture.md).`,
});

/** A feature of the pane never imports another feature; shared parts never import a feature. */
const paneFences = [
  {
    target: './src/pane/{components,host,auth}',
    from: './src/pane/{features,app}',
    message: 'Shared parts of the pane know no feature.',
  },
  {
    target: './src/pane/features',
    from: './src/pane/app',
    message: 'A feature does not know the app that shows it.',
  },
  {
    target: './src/commands',
    from: './src/pane/{app,components,features,page,store}',
    message: 'A function command draws nothing: of the pane it has api, auth, host and text.',
  },
];

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.regarding*/'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { 'import-x': importX, 'react-hooks': reactHooks, 'jsx-a11y': jsxA11y },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
    rules: {
      ...reactHooks.configs.recommended.rules,
      ...jsxA11y.configs.recommended.rules,
      'import-x/no-restricted-paths': [
        'error',
        { zones: [...Object.entries(rooms).map(fence), ...paneFences] },
      ],
      'import-x/no-cycle': 'error',
      'import-x/no-default-export': 'error',
      'no-console': 'error',
      'prefer-const': 'error',
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: true },
      ],
    },
  },
  {
    files: ['test/**'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
    },
  },
  { files: ['src/bin/**'], rules: { 'no-console': 'off' } },
);
