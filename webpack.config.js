import { resolve } from 'node:path';
import HtmlWebpackPlugin from 'html-webpack-plugin';
import TerserPlugin from 'terser-webpack-plugin';

const root = import.meta.dirname;

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
  entry: { pane: './src/pane/index.tsx' },
  output: {
    path: resolve(root, 'dist/pane'),
    publicPath: '/pane/',
    filename: '[name].[contenthash].js',
    chunkFilename: '[name].[contenthash].js',
    clean: true,
    // The policy's name in the Content-Security-Policy; see src/http.
    trustedTypes: 'regarding',
  },
  // A lazy part is one file: what Outlook waits for is requests more than bytes.
  optimization: { ...common(options).optimization, splitChunks: false },
  plugins: [
    new HtmlWebpackPlugin({
      template: './src/pane/pane.html',
      filename: 'pane.html',
      scriptLoading: 'defer',
    }),
    new HtmlWebpackPlugin({
      template: './src/pane/support.html',
      filename: 'support.html',
      inject: false,
    }),
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
