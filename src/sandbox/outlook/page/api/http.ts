/** The server's answer was an error; `message` is its sentence. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: unknown;

  constructor(status: number, message: string, body: unknown) {
    super(message);
    this.status = status;
    this.body = body;
  }
}

export interface ApiRequest {
  method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body?: unknown;
}

interface ErrorBody {
  error?: { message?: string };
}

async function content(response: Response): Promise<unknown> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return isJson && text ? JSON.parse(text) : text;
}

function init({ method = 'GET', headers = {}, body }: ApiRequest): RequestInit {
  if (body === undefined) return { method, headers };
  return {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
}

/**
 * Asks the server (paths below `/api`) or, with a whole address, another service. Answers the JSON
 * read, or the text; throws `ApiError` for any status that is not a success.
 */
export async function api<T>(path: string, request: ApiRequest = {}): Promise<T> {
  const url = path.startsWith('https:') ? path : `/api${path}`;
  const response = await fetch(url, init(request));
  const body = await content(response);
  if (response.status === 401 && !path.startsWith('https:')) {
    // The sandbox was started afresh and knows nobody: back to picking a person.
    window.location.reload();
  }
  if (!response.ok) {
    const message = (body as ErrorBody).error?.message ?? `The server answered ${response.status}.`;
    throw new ApiError(response.status, message, body);
  }
  return body as T;
}

/** One part of a path or query. */
export const encode = encodeURIComponent;
