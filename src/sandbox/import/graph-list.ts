import type { GraphDoor } from '../graph/door.ts';

/** Graph's own words for why it did not do something. */
export class GraphRefusal extends Error {
  override name = 'GraphRefusal';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** @throws GraphRefusal */
export async function callGraph(
  graph: GraphDoor,
  userId: string,
  request: { method: string; path: string; body?: unknown },
): Promise<unknown> {
  const { status, body } = await graph.call(userId, request);
  if (status >= 400) {
    const { error } = body as { error?: { message?: string } };
    throw new GraphRefusal(status, `The mailbox refused (${status}): ${error?.message ?? ''}`);
  }
  return body;
}

/** All items of a collection, page by page. `path` is below `/v1.0`. */
export async function listAll(
  graph: GraphDoor,
  userId: string,
  path: string,
): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  let next: string | undefined = path;
  while (next !== undefined) {
    const page = (await callGraph(graph, userId, { method: 'GET', path: next })) as Page;
    items.push(...page.value);
    next = page['@odata.nextLink']?.split('/v1.0', 2)[1];
  }
  return items;
}

interface Page {
  value: Record<string, unknown>[];
  '@odata.nextLink'?: string;
}
