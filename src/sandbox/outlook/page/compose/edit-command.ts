/**
 * Carries out a command of the browser's own editor, such as `bold`, on what is selected in a page.
 * Nothing that replaces it knows undo.
 */
export const editCommand = (page: Document, command: string, value?: string): boolean =>
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- every browser has it and keeps it
  page.execCommand(command, false, value);
