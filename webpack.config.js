import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import HtmlWebpackPlugin from 'html-webpack-plugin';
import webpack from 'webpack';
import TerserPlugin from 'terser-webpack-plugin';

const root = import.meta.dirname;

// Fluent's ES modules import each other in a way Node does not read.
const { webDarkTheme, webLightTheme } = createRequire(import.meta.url)(
  '@fluentui/react-components',
);

/** Every client Outlook runs add-ins in today is current Chromium or WebKit; no polyfills. */
const target = ['web', 'es2022'];

const typescript = {
  test: /\.tsx?$/,
  loader: 'swc-loader',
  options: {
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', tsx: true },
      transform: { react: { runtime: 'automatic' } },
    },
  },
};

/** Palettes of the pane's initials and of Fluent's fields; the others are not drawn. */
const palettes = /^colorPalette(?!Red|DarkOrange|Green|Forest|Grape|Navy|Plum|Steel|Teal)/;

/** A theme's values as code, without the palettes nothing uses. */
const valuesOf = (theme) =>
  JSON.stringify(
    Object.fromEntries(Object.entries(theme).filter(([name]) => !palettes.test(name))),
  );

/**
 * Turns makeStyles into finished CSS rules while building, so that the pane carries neither the
 * compiler nor the tokens' names (docs/decisions/0010).
 */
const finishedStyles = {
  test: /\.tsx$/,
  enforce: 'post',
  exclude: /node_modules/,
  loader: '@griffel/webpack-loader',
  options: { babelOptions: { presets: ['@babel/preset-typescript'] } },
};

const minimizer = new TerserPlugin({
  minify: TerserPlugin.swcMinify,
  extractComments: false,
  terserOptions: { module: true, compress: { passes: 3, pure_getters: true, toplevel: true } },
});

const common = ({ production }) => ({
  mode: production ? 'production' : 'development',
  // `eval` source maps would need unsafe-eval in the Content-Security-Policy.
  devtool: 'source-map',
  target,
  resolve: { extensions: ['.tsx', '.ts', '.js'] },
  module: { rules: [typescript] },
  optimization: { minimizer: [minimizer] },
  performance: { hints: false },
});

/** The add-in's page, served by Regarding's service, which fills the placeholders of pane.html. */
const pane = (options) => ({
  ...common(options),
  name: 'pane',
  module: { rules: [typescript, finishedStyles] },
  // `commands` is what ribbon buttons run without a pane.
  entry: { pane: './src/pane/index.tsx', commands: './src/commands/index.ts' },
  output: {
    path: resolve(root, 'dist/pane'),
    publicPath: '/pane/',
    // The first route lists every part's hash; these 40 bits tell one build from another.
    filename: '[name].[contenthash:10].js',
    chunkFilename: '[name].[contenthash:10].js',
    clean: true,
    // The policy's name in the Content-Security-Policy; see src/http.
    trustedTypes: 'regarding',
  },
  // A lazy part is one file: what Outlook waits for is requests more than bytes.
  optimization: { ...common(options).optimization, splitChunks: false },
  plugins: [
    new webpack.DefinePlugin({
      REGARDING_HAS_THEMES: 'true',
      REGARDING_LIGHT_THEME: valuesOf(webLightTheme),
      REGARDING_DARK_THEME: valuesOf(webDarkTheme),
    }),
    new HtmlWebpackPlugin({
      template: './src/pane/pane.html',
      filename: 'pane.html',
      chunks: ['pane'],
      scriptLoading: 'defer',
    }),
    new HtmlWebpackPlugin({
      template: './src/commands/commands.html',
      filename: 'commands.html',
      chunks: ['commands'],
      scriptLoading: 'defer',
    }),
    ...['support', 'privacy', 'adminconsent'].map(
      (name) =>
        new HtmlWebpackPlugin({
          template: `./src/pane/${name}.html`,
          filename: `${name}.html`,
          inject: false,
          documentHead: readFileSync(resolve(root, 'src/pane/document-head.html'), 'utf8'),
        }),
    ),
  ],
});

/** The sandbox's Outlook page. */
const outlook = (options) => ({
  ...common(options),
  name: 'outlook',
  entry: { outlook: './src/sandbox/outlook/page/index.tsx' },
  output: {
    path: resolve(root, 'dist/outlook'),
    publicPath: '/',
    filename: 'outlook.[contenthash].js',
    chunkFilename: '[name].[contenthash].js',
    clean: true,
  },
  plugins: [
    new HtmlWebpackPlugin({
      template: './src/sandbox/outlook/page/outlook.html',
      filename: 'outlook.html',
    }),
  ],
});

export default (_env, { mode = 'production' } = {}) => {
  const options = { production: mode === 'production' };
  return [pane(options), outlook(options)];
};
