/*
 * Graph's ids and those Office.js shows (EWS form) differ in two letters. Whole item ids in Graph
 * may be immutable ones: those of open items come from the server.
 */

export const toEwsId = (id: string): string => id.replaceAll('-', '/').replaceAll('_', '+');
export const fromEwsId = (id: string): string => id.replaceAll('/', '-').replaceAll('+', '_');
