import { join } from 'node:path';
import webpack from 'webpack';
import HtmlWebpackPlugin from 'html-webpack-plugin';

type Configure = (env: object, argv: { mode: string }) => webpack.Configuration[];

const page = (name: string): HtmlWebpackPlugin =>
  new HtmlWebpackPlugin({
    filename: `${name}.html`,
    chunks: [name],
    templateContent:
      '<!doctype html><html lang="en"><title>Bare</title><div id="root"></div></html>',
  });

/** Builds the pages the pane is measured beside with the very settings the pane is built with. */
export async function buildBarePage(root: string, outDir: string): Promise<void> {
  const config = (await import(join(root, 'webpack.config.js'))) as { default: Configure };
  const [pane] = config.default({}, { mode: 'production' });
  const compiler = webpack({
    ...pane,
    context: root,
    name: 'bare',
    entry: { bare: './src/bin/bench/bare-page.tsx', full: './src/bin/bench/full-page.tsx' },
    output: { path: outDir, publicPath: '/', filename: '[name].js' },
    plugins: [page('bare'), page('full')],
  });
  const stats = await new Promise<webpack.Stats | undefined>((resolve, reject) => {
    compiler.run((error, result) => (error ? reject(error) : resolve(result)));
  });
  if (stats?.hasErrors()) throw new Error(stats.toString('errors-only'));
}

export const barePageIndex = (outDir: string): string => join(outDir, 'bare.html');
