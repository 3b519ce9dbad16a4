import type { FastifyReply } from 'fastify';

/** Answers an error of the page's API: `{ error: { code, message } }`, the shape Graph uses too. */
export const problem = (reply: FastifyReply, status: number, code: string, message: string) =>
  reply.code(status).send({ error: { code, message } });
