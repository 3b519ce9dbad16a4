import { escapeHtml } from '../../../lib/html.ts';
import { page, type Page } from './html.ts';

/** A heading and a sentence. */
export const messagePage = (title: string, sentence: string): Page =>
  page(title, `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(sentence)}</p>`, {});
