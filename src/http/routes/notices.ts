import type { ApiApp } from '../api.ts';
import { handshake, notice, notices } from '../../contracts/notices.ts';
import { settleWithin } from '../../lib/settle-within.ts';
import type { Background } from '../../lib/background.ts';
import { receiveNotices } from '../../sync/receive-notices.ts';
import type { NoticePorts } from '../../sync/receive-notices.ts';
import { RequestProblem } from '../problem.ts';

/** Exchange waits three seconds, and thinks ill of those who take nearly as long. */
const answerWithinMs = 400;
/** Of a slow database; what comes on top is told again by Exchange, or found by the clock. */
const mostWaiting = 200;
const bodyLimit = 512 * 1024;

const isHandshake = (query: object): boolean => 'validationToken' in query;

export interface NoticeOptions {
  app: ApiApp;
  ports: NoticePorts & { background: Background };
}

/**
 * Where Exchange tells of changes. Anybody may call it: a notification counts only with the secret
 * of its subscription, and then says no more than that a mailbox is worth a look.
 */
export function registerNotices({ app, ports }: NoticeOptions): void {
  let waiting = 0;

  const receive = async (value: readonly unknown[]): Promise<void> => {
    const all = value.flatMap((one) => notice.safeParse(one).data ?? []);
    waiting += 1;
    try {
      await receiveNotices(ports, all);
    } finally {
      waiting -= 1;
    }
  };

  app.post(
    '/notifications',
    {
      bodyLimit,
      // The handshake's body is an empty text; what it asks is in the address.
      preValidation: (request, _reply, done) => {
        if (isHandshake(request.query)) request.body = { value: [] };
        done();
      },
      schema: { hide: true, querystring: handshake, body: notices },
    },
    async (request, reply) => {
      const { validationToken } = request.query;
      void reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff');
      if (validationToken !== undefined) {
        return reply.type('text/plain; charset=utf-8').send(validationToken);
      }
      if (waiting >= mostWaiting) throw new RequestProblem({ status: 503, code: 'unexpected' });
      const received = receive(request.body.value);
      ports.background.add(received);
      await settleWithin(received, answerWithinMs);
      return reply.code(202).send();
    },
  );
}
