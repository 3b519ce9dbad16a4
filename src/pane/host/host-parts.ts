/** The parts of the host that the first screen does without, as one part to load. */
export { readBodyText } from './body-text.ts';
export { createMarks } from './mark-item.ts';
export { readAttachments } from './read-attachments.ts';
export { selectedMessages } from './selected-items.ts';
