import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What `npm start -- …` was asked to do. */
export interface LocalOptions {
  /** Outlook's port; the others follow it. */
  port: number;
  /** Absolute path of the folder that keeps data and certificate. */
  dataDir: string;
  /** Forget what the folder holds and start anew. */
  fresh: boolean;
  seed: 'demo' | 'empty';
  /** Absolute paths of files and folders to fill the first mailbox from. */
  importPaths: string[];
  /** Open a browser window that trusts the sandbox's certificate. */
  open: boolean;
}

/** A mistake of the person at the terminal: shown as one sentence, without a stack trace. */
export class UserError extends Error {
  override name = 'UserError';
}

export const usage =
  'npm start -- [--port 3000] [--data DIR] [--fresh] [--seed demo|empty] [--import PATH…] [--open]';

/** The ports above the first: service, Entra, Graph, Dataverse. */
const portsAboveFirst = 4;

function readPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port + portsAboveFirst <= 65_535) return port;
  throw new UserError(
    `--port ${text} is not a port that leaves room for four more above it. Give a number from 1 to ${65_535 - portsAboveFirst}.`,
  );
}

function readSeed(text: string): LocalOptions['seed'] {
  if (text === 'demo' || text === 'empty') return text;
  throw new UserError(`--seed ${text} is unknown. Give demo or empty.`);
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        port: { type: 'string', default: '3000' },
        data: { type: 'string', default: '.regarding' },
        fresh: { type: 'boolean', default: false },
        seed: { type: 'string', default: 'demo' },
        import: { type: 'string', multiple: true, default: [] },
        open: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UserError(`${(error as Error).message.split('. ')[0] ?? ''}. Usage: ${usage}`);
  }
}

/**
 * Reads the command line. Paths are taken relative to `cwd`; the shell may have spread a pattern,
 * so every word after `--import` is a path.
 * @throws UserError naming what is wrong.
 */
export function readOptions(args: string[], cwd: string): LocalOptions {
  const { values, positionals } = parse(args);
  if (positionals.length > 0 && values.import.length === 0) {
    throw new UserError(`'${positionals[0] ?? ''}' is not an option. Usage: ${usage}`);
  }
  return {
    port: readPort(values.port),
    dataDir: resolve(cwd, values.data),
    fresh: values.fresh,
    seed: readSeed(values.seed),
    importPaths: [...values.import, ...positionals].map((path) => resolve(cwd, path)),
    open: values.open,
  };
}
