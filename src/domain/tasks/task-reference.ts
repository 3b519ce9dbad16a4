/** A task of To Do has no id without its list; the ledger keeps both as one. */
export interface TaskReference {
  listId: string;
  taskId: string;
}

/** Ids of Graph never have one. */
const separator = '|';

export const writeReference = ({ listId, taskId }: TaskReference): string =>
  `${listId}${separator}${taskId}`;

export function readReference(itemId: string): TaskReference {
  const at = itemId.indexOf(separator);
  return { listId: itemId.slice(0, at), taskId: itemId.slice(at + 1) };
}
