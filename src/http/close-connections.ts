import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** Longer than any answer takes. */
const graceMs = 5_000;

/**
 * Lets a closing server end: requests under way get their answers, and connections nobody asked
 * anything on, which Node would wait for without end, are closed.
 */
export function registerConnectionEnd(app: FastifyInstance): void {
  const sockets = new Set<Socket>();
  let isClosing = false;
  const track = (socket: Socket): void => {
    if (isClosing) {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  };
  app.server.on('connection', track);
  // A connection may be made before the closing and be secured after it.
  app.server.on('secureConnection', track);
  app.addHook('preClose', (done) => {
    isClosing = true;
    setTimeout(() => {
      for (const socket of sockets) socket.destroy();
    }, graceMs).unref();
    done();
  });
}
