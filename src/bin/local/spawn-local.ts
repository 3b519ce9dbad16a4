import { spawn, type ChildProcess } from 'node:child_process';
import { X509Certificate, createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import tls from 'node:tls';
import { sandboxUrls } from './start-sandbox.ts';

export const root = join(import.meta.dirname, '../../..');

/** `npm start` as a process of its own. */
export interface LocalProcess {
  urls: ReturnType<typeof sandboxUrls>;
  /** For the browser: base64 SHA-256 of the certificate's public key. */
  spki: string;
  /** All it printed so far. */
  output: () => string;
  /** Resolves with the exit code, or the signal's name, once it is gone. */
  exited: Promise<number | string>;
  stop: (signal?: NodeJS.Signals) => Promise<number | string>;
}

async function spkiOf(dataDir: string): Promise<string> {
  const certificate = new X509Certificate(await readFile(join(dataDir, 'localhost.pem')));
  const key = certificate.publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(key).digest('base64');
}

/** Lets this process call the sandbox: fetch then trusts the authority kept in `dataDir`. */
export async function trustSandbox(dataDir: string): Promise<void> {
  const ca = await readFile(join(dataDir, 'ca.pem'), 'utf8');
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), ca]);
}

function whenReady(child: ChildProcess, output: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', () => {
      if (output().includes('Regarding is ready at')) resolve();
    });
    child.once('exit', (code) =>
      reject(new Error(`ended with ${code ?? 'a signal'}:\n${output()}`)),
    );
  });
}

/** Starts src/bin/local.ts and waits for its ready line. */
export async function spawnLocal(options: {
  port: number;
  dataDir: string;
  args?: string[];
  env?: Record<string, string>;
  program?: string;
}): Promise<LocalProcess> {
  const program = options.program ?? join(root, 'src/bin/local.ts');
  const args = ['--port', String(options.port), '--data', options.dataDir, ...(options.args ?? [])];
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', program, ...args],
    {
      cwd: root,
      env: { ...process.env, NODE_OPTIONS: '', ...options.env },
    },
  );
  let text = '';
  const collect = (chunk: Buffer) => (text += chunk.toString());
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const exited = new Promise<number | string>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal ?? -1));
  });
  await whenReady(child, () => text);
  await trustSandbox(options.dataDir);
  return {
    urls: sandboxUrls(options.port),
    spki: await spkiOf(options.dataDir),
    output: () => text,
    exited,
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return exited;
    },
  };
}
