/** The ids of messages and attachments go into the path as they are: case matters. */
export const messagePath = (id: string): string => `/messages/${encodeURIComponent(id)}`;

export const odataString = (text: string): string => `'${text.replaceAll("'", "''")}'`;
