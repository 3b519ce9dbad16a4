import { names, principalsOf } from '../api/authenticate.ts';
import { dispatch } from '../api/dispatch.ts';
import { errorResponse } from '../api/error-response.ts';
import type { ApiResponse, Context } from '../api/types.ts';
import { DataverseError } from '../errors.ts';
import { belowRoot } from '../write/reference.ts';
import type { BatchItem, BatchRequest } from './parse.ts';
import type { ItemResponse, PartResponse } from './write.ts';

const ofUser = ['callerobjectid', 'mscrmcallerid', 'mscrm.bypasscustompluginexecution'];

/** A part runs for the user it names; else for whom the batch runs. Throws as `principalsOf`. */
async function contextOf(context: Context, { headers }: BatchRequest): Promise<Context> {
  if (!ofUser.some((name) => name in headers)) return context;
  const [user] = context.principals;
  const caller = context.principals.at(-1) ?? user;
  const isSame = caller !== user && names(headers, user);
  if (isSame && !('mscrm.bypasscustompluginexecution' in headers)) return context;
  return { ...context, principals: await principalsOf(context.db, caller, headers) };
}

const named = (request: BatchRequest, response: ApiResponse): PartResponse => ({
  response,
  ...(request.contentId !== undefined && { contentId: request.contentId }),
});

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

/** The rows that requests wrote, by Content-ID. */
type Written = Map<string, string>;

/** Answers one part. Throws as `dispatch`. */
async function runPart(
  context: Context,
  given: BatchRequest,
  urls: Written,
): Promise<PartResponse> {
  const request = withReferences(given, urls);
  const response = await dispatch(await contextOf(context, request), request);
  if (request.contentId && response.entityUrl) urls.set(request.contentId, response.entityUrl);
  return named(request, response);
}

/** The answer of a fault that a part meets. */
async function metFault(
  context: Context,
  request: BatchRequest,
): Promise<PartResponse | undefined> {
  const fault = await context.meetFault?.(request);
  return fault && named(request, fault);
}

async function runOne(
  context: Context,
  request: BatchRequest,
  urls: Written,
): Promise<PartResponse> {
  try {
    return await runPart(context, request, urls);
  } catch (error) {
    return named(request, errorResponse(error, request));
  }
}

/** A change set whose transaction is rolled back: carries the one answer. */
class ChangeSetFailure extends Error {
  readonly part: PartResponse;

  constructor(part: PartResponse) {
    super('The change set failed.');
    this.part = part;
  }
}

function refuseReading({ method }: BatchRequest): void {
  if (method !== 'GET') return;
  throw new DataverseError('InvalidPayload', 'A change set cannot hold a GET request.');
}

async function runOfChangeSet(
  context: Context,
  request: BatchRequest,
  urls: Written,
): Promise<PartResponse> {
  refuseReading(request);
  const part = await runOne(context, request, urls);
  if (part.response.status < 400) return part;
  throw new ChangeSetFailure(part);
}

/** All requests or none: one transaction. A failure is answered by one part, its error. */
async function runChangeSet(
  context: Context,
  requests: BatchRequest[],
  before: Written,
): Promise<PartResponse[]> {
  const urls = new Map(before);
  // Faults keep count in the database, so they are met before the transaction takes it.
  for (const request of requests) {
    const fault = await metFault(context, request);
    if (fault) return [fault];
  }
  try {
    const parts = await context.db.transaction().execute(async (transaction) => {
      const inside = { ...context, db: transaction, isInTransaction: true };
      const answers: PartResponse[] = [];
      for (const request of requests) answers.push(await runOfChangeSet(inside, request, urls));
      return answers;
    });
    for (const [id, url] of urls) before.set(id, url);
    return parts;
  } catch (error) {
    if (error instanceof ChangeSetFailure) return [error.part];
    if (!(error instanceof DataverseError)) throw error;
    return [{ response: errorResponse(error, { headers: {} }) }];
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
  const urls: Written = new Map();
  for (const item of items) {
    const answer = Array.isArray(item)
      ? await runChangeSet(context, item, urls)
      : ((await metFault(context, withReferences(item, urls))) ??
        (await runOne(context, item, urls)));
    answers.push(answer);
    const failure = failed(answer);
    if (failure && !isContinueOnError) return { status: failure.response.status, items: answers };
  }
  return { status: 200, items: answers };
}
