/** One request of a `$batch` of Dataverse. */
export interface Part {
  method: string;
  /** Below the service root. */
  url: string;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface PartAnswer {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** Parsed where it is JSON. */
  body: unknown;
}

const boundary = 'batch_test';

function write({ method, url, body, headers = {} }: Part): string {
  const text = body === undefined ? '' : JSON.stringify(body);
  return [
    `--${boundary}`,
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    '',
    `${method} ${url} HTTP/1.1`,
    'Content-Type: application/json',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '',
    text,
  ].join('\r\n');
}

/** The body and headers of a `$batch` of single requests. */
export const batchOf = (parts: readonly Part[]) => ({
  body: [...parts.map(write), `--${boundary}--`, ''].join('\r\n'),
  headers: { 'content-type': `multipart/mixed; boundary=${boundary}` },
});

function read(part: string): PartAnswer {
  const [, answer = ''] = part.split(/\r\n\r\n(?=HTTP)/);
  const [head = '', ...rest] = answer.split('\r\n\r\n');
  const [line = '', ...lines] = head.split('\r\n');
  const headers = Object.fromEntries(
    lines.map((text) => {
      const [name = '', ...value] = text.split(': ');
      return [name.toLowerCase(), value.join(': ')];
    }),
  );
  const text = rest.join('\r\n\r\n').trim();
  return {
    status: Number(line.split(' ')[1]),
    headers,
    body: text.startsWith('{') ? (JSON.parse(text) as unknown) : text,
  };
}

/** The answers in a `$batch` answer's text, in order. */
export function answersOf({ headers, body }: { headers: Headers; body: unknown }): PartAnswer[] {
  const name = /boundary=(\S+)/.exec(headers.get('content-type') ?? '')?.[1] ?? '';
  return String(body)
    .split(`--${name}`)
    .filter((part) => part.includes('HTTP/1.1'))
    .map(read);
}
