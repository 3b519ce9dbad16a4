import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Barriers } from './barriers.ts';
import { breakAnswer } from './broken-answer.ts';
import type { SandboxDeps } from './deps.ts';
import type { Breakage, Fault, Subject } from './fault.ts';
import { registerFaultControl } from './fault-control.ts';
import { FaultStore } from './fault-store.ts';
import type { Hook, HookEffect } from './hook-effect.ts';

/** What a fault answers, whole: its headers and its body as they go out. */
export interface FaultAnswer {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

declare module 'fastify' {
  interface FastifyInstance {
    /**
     * The answer a fault has for a part of a `$batch`, after its delay; undefined where the part
     * goes on. Requests by themselves meet faults before their route is called.
     */
    meetFault(method: string, url: string, body?: string): Promise<FaultAnswer | undefined>;
    /** What a fault does where a service asks; `subject` is a path or a resource. */
    meetHook(hook: Hook, subject: string): Promise<HookEffect | undefined>;
  }
  interface FastifyRequest {
    /** How the answer to this request breaks. */
    sandboxBreakage?: Breakage;
  }
}

const defaultBody = (status: number): unknown => ({
  error: { code: `sandbox-fault-${status}`, message: 'Fault set by hand.' },
});

function retryAfter(form: NonNullable<Fault['respond']>['retryAfter'], now: Date) {
  if (!form) return {};
  const date = () => new Date(now.getTime() + form.seconds * 1_000).toUTCString();
  return { 'retry-after': form.form === 'seconds' ? String(form.seconds) : date() };
}

function answerOf({ respond }: Fault, now: Date): FaultAnswer | undefined {
  if (!respond) return undefined;
  const { status, body = defaultBody(status), headers } = respond;
  return { status, headers: { ...retryAfter(respond.retryAfter, now), ...headers }, body };
}

/** Text is sent as it is, anything else as JSON, whatever the fault's content type says. */
function send(reply: FastifyReply, { status, headers, body }: FaultAnswer): FastifyReply {
  const isText = typeof body === 'string';
  return reply
    .code(status)
    .type(isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8')
    .headers(headers)
    .send(isText ? body : JSON.stringify(body));
}

const isBatch = (url: string): boolean => /\/\$batch\/?(?:\?|$)/.test(url);

const bodyText = (body: unknown): string =>
  typeof body === 'string' ? body : JSON.stringify(body);

/** Lets requests meet the faults of `store`: as they come in, and again when their body is read. */
function registerMeeting(app: FastifyInstance, store: FaultStore, now: () => Date): void {
  const barriers = new Barriers();
  const suffer = async (fault: Fault | undefined): Promise<FaultAnswer | undefined> => {
    if (!fault) return undefined;
    if (fault.barrier) await barriers.wait(fault.id, fault.barrier);
    // A delay does not keep the process from ending.
    if (fault.delayMs) await sleep(fault.delayMs, undefined, { ref: false });
    return answerOf(fault, now());
  };
  const meet = async (request: FastifyRequest, reply: FastifyReply, subject: Subject) => {
    const fault = await store.meet(subject);
    const answer = await suffer(fault);
    if (fault?.breakage === 'reset') {
      request.raw.socket.destroy();
      return reply.hijack();
    }
    if (fault?.breakage) request.sandboxBreakage = fault.breakage;
    return answer && send(reply, answer);
  };
  const isSpared = ({ url, method }: FastifyRequest) =>
    url.startsWith('/_sandbox/') || method === 'OPTIONS';

  app.decorate('meetFault', async (method: string, url: string, body?: string) =>
    suffer(await store.meetPart({ method, url, body })),
  );
  app.decorate('meetHook', (hook: Hook, subject: string) => store.meetHook(hook, subject));
  app.addHook('onRequest', async (request, reply) => {
    if (isSpared(request)) return;
    const { method, url } = request;
    return meet(request, reply, { method, url, within: 'request' });
  });
  app.addHook('preHandler', async (request, reply) => {
    const { method, url } = request;
    // Of a batch each part meets faults, not the whole.
    if (isSpared(request) || isBatch(url) || !store.looksAtBodies || !request.body) return;
    return meet(request, reply, { method, url, body: bodyText(request.body), within: 'request' });
  });
  app.addHook('onSend', async (request, reply, payload) =>
    request.sandboxBreakage
      ? breakAnswer(request.sandboxBreakage, request, reply, payload)
      : payload,
  );
  app.server.on('connection', (socket) => {
    void store.meetConnection().then((isBroken) => isBroken && socket.destroy());
  });
}

/** The faults a service shows on demand; see `registerFaultControl` for how they are set. */
export async function registerFaults(
  app: FastifyInstance,
  service: string,
  deps: SandboxDeps,
): Promise<void> {
  const store = await FaultStore.open(deps.db, service, deps.clock);
  registerMeeting(app, store, deps.now);
  registerFaultControl(app, service, store, deps);
}
