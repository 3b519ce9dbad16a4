import type { FastifyRequest } from 'fastify';

/** The language somebody reads: `hu-HU` of `hu-HU,hu;q=0.9,en;q=0.8`. */
export const languageOf = ({ headers }: Pick<FastifyRequest, 'headers'>): string =>
  /^[A-Za-z0-9-]+/.exec(headers['accept-language'] ?? '')?.[0] ?? 'en';
