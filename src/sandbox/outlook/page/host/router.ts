import type { Conversation, HostEvent } from './conversation.ts';
import { answerNaa, type NaaContext, parseNaaRequest } from './naa.ts';
import type { Trace } from './trace.ts';
import { parseRequest } from './xdm.ts';

/** A message as the browser delivers it; the parts the router looks at. */
export interface IncomingMessage {
  data: unknown;
  origin: string;
  source: unknown;
}

/** An open page of the add-in: its window, its conversation, and who may speak in it. */
export interface OpenFrame {
  /** The frame's window now; null once the frame is gone. */
  window: () => Pick<Window, 'postMessage'> | null;
  conversation: Conversation;
}

export type Broker = Pick<NaaContext, 'tenantId' | 'environment'>;

/**
 * Brings messages to the conversation of the frame that sent them. A message counts only if it comes
 * from the window of a frame this host opened, from an origin of the add-in, and for that frame's own
 * conversation; anything else is not for this host.
 */
export class Router {
  readonly #frames = new Set<OpenFrame>();
  readonly #broker: Broker;
  readonly #trace: Trace;

  constructor(broker: Broker, trace: Trace) {
    this.#broker = broker;
    this.#trace = trace;
  }

  /** Returns what ends the conversation. */
  add(frame: OpenFrame): () => void {
    this.#frames.add(frame);
    return () => this.#frames.delete(frame);
  }

  /** Raises an event in every page of an add-in that is about an item. */
  raise(addInId: string, itemId: string, event: HostEvent, data: unknown): void {
    for (const { conversation } of this.#frames) {
      const { addIn, item } = conversation.session;
      if (addIn.id === addInId && item?.id === itemId) conversation.raise(event, data);
    }
  }

  async receive(message: IncomingMessage): Promise<void> {
    if (!message.source) return;
    const frame = [...this.#frames].find((candidate) => candidate.window() === message.source);
    if (!frame?.conversation.session.addIn.origins.includes(message.origin)) return;
    const request = parseRequest(message.data);
    if (request?._conversationId === frame.conversation.ids.conversationId) {
      await frame.conversation.receive(request, message.origin);
    } else {
      await this.#naa(frame, message);
    }
  }

  async #naa(frame: OpenFrame, { data, origin }: IncomingMessage): Promise<void> {
    const request = parseNaaRequest(data);
    if (!request) return;
    this.#trace.add({ direction: 'from-page', action: `NestedAppAuth ${request.method}` });
    const { backend, person } = frame.conversation.session;
    const answer = await answerNaa(request, { ...this.#broker, backend, person, origin });
    // The page may be gone by the time there is a token.
    frame.window()?.postMessage(answer, origin);
  }
}
