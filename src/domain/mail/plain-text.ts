import sanitize from 'sanitize-html';

const decoded: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&amp;': '&',
};

/** HTML as a person reads it: a line a paragraph, no tags. */
export function plainText(html: string): string {
  const lines = html
    .replace(/\s+/g, ' ')
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<li\b/gi, '\n• <li')
    .replace(/<\/(?:p|div|h[1-6]|ul|ol|table|blockquote)>/gi, '\n\n$&')
    .replace(/<\/tr>/gi, '\n$&')
    .replace(/<\/td>/gi, ' $&');
  return sanitize(lines, { allowedTags: [], allowedAttributes: {} })
    .replace(/&(?:lt|gt|quot|amp);/g, (entity) => decoded[entity] ?? entity)
    .replace(/\u00a0/g, ' ')
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
