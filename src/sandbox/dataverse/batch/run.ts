import { dispatch } from '../api/dispatch.ts';
import { errorResponse } from '../api/error-response.ts';
import type { ApiResponse, Context } from '../api/types.ts';
import { DataverseError, notBuilt } from '../errors.ts';
import { belowRoot } from '../write/reference.ts';
import type { BatchItem, BatchRequest } from './parse.ts';
import type { ItemResponse, PartResponse } from './write.ts';

const impersonation = ['callerobjectid', 'mscrmcallerid'];

/**
 * The whole batch runs for one user: a part may name that user again but no other.
 * @param headers of the batch itself, names in lower case.
 */
export function refuseOtherUsers(items: BatchItem[], headers: BatchRequest['headers']): void {
  for (const request of items.flat()) {
    const other = impersonation.find(
      (name) => name in request.headers && request.headers[name] !== headers[name],
    );
    if (other) throw notBuilt(`${other} of a single request of a batch`);
  }
}

const named = (request: BatchRequest, response: ApiResponse): PartResponse => ({
  response,
  ...(request.contentId !== undefined && { contentId: request.contentId }),
});

async function runOne(context: Context, request: BatchRequest): Promise<PartResponse> {
  try {
    return named(request, await dispatch(context, request));
  } catch (error) {
    return named(request, errorResponse(error, request));
  }
}

const reference = /("[^"]*@odata\.(?:bind|id)"\s*:\s*")\$([\w-]+)(?=["/])/g;

/** `$1` in the URL and in bindings replaced by the row request 1 wrote. */
function withReferences(request: BatchRequest, urls: ReadonlyMap<string, string>): BatchRequest {
  const path = request.path.replace(/^\/?\$([\w-]+)/, (text, id: string) => {
    const url = urls.get(id);
    return url ? belowRoot(url) : text;
  });
  const body = request.body.replace(reference, (text, before: string, id: string) => {
    const url = urls.get(id);
    return url ? before + url : text;
  });
  return { ...request, path, body };
}

/** A change set whose transaction is rolled back: carries the one answer. */
class ChangeSetFailure extends Error {
  readonly part: PartResponse;

  constructor(part: PartResponse) {
    super('The change set failed.');
    this.part = part;
  }
}

async function runPart(
  context: Context,
  request: BatchRequest,
  urls: Map<string, string>,
): Promise<PartResponse> {
  if (request.method === 'GET') {
    throw new DataverseError('InvalidPayload', 'A change set cannot hold a GET request.');
  }
  const response = await dispatch(context, withReferences(request, urls));
  if (request.contentId && response.entityUrl) urls.set(request.contentId, response.entityUrl);
  return named(request, response);
}

/** All requests or none: one transaction. A failure is answered by one part, its error. */
async function runChangeSet(context: Context, requests: BatchRequest[]): Promise<PartResponse[]> {
  const urls = new Map<string, string>();
  try {
    return await context.db.transaction().execute(async (transaction) => {
      const inside = { ...context, db: transaction, isInTransaction: true };
      const parts: PartResponse[] = [];
      for (const request of requests) {
        try {
          parts.push(await runPart(inside, request, urls));
        } catch (error) {
          throw new ChangeSetFailure(named(request, errorResponse(error, request)));
        }
      }
      return parts;
    });
  } catch (error) {
    if (error instanceof ChangeSetFailure) return [error.part];
    throw error;
  }
}

const failed = (item: ItemResponse): PartResponse | undefined =>
  [item].flat().find((part) => part.response.status >= 400);

/**
 * Runs a batch in order. It stops at the first failure unless the caller prefers to continue; the
 * status is then that failure's.
 */
export async function runBatch(
  context: Context,
  items: BatchItem[],
  isContinueOnError: boolean,
): Promise<{ status: number; items: ItemResponse[] }> {
  const answers: ItemResponse[] = [];
  for (const item of items) {
    const answer = Array.isArray(item)
      ? await runChangeSet(context, item)
      : await runOne(context, item);
    answers.push(answer);
    const failure = failed(answer);
    if (failure && !isContinueOnError) return { status: failure.response.status, items: answers };
  }
  return { status: 200, items: answers };
}
