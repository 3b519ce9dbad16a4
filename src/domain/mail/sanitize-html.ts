import sanitize from 'sanitize-html';

/** What mails are laid out with; nothing that runs, loads by itself, or sends. */
const tags = [
  ...['a', 'abbr', 'address', 'b', 'big', 'blockquote', 'br', 'caption', 'center', 'cite', 'code'],
  ...['col', 'colgroup', 'dd', 'del', 'div', 'dl', 'dt', 'em', 'figcaption', 'figure', 'font'],
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'i', 'img', 'ins', 'kbd', 'li', 'ol', 'p', 'pre'],
  ...['q', 's', 'samp', 'small', 'span', 'strike', 'strong', 'sub', 'sup', 'table', 'tbody', 'td'],
  ...['tfoot', 'th', 'thead', 'tr', 'tt', 'u', 'ul', 'var'],
];

const layout = ['align', 'valign', 'bgcolor', 'color', 'dir', 'lang', 'title', 'width', 'height'];

/** A plain value: no function (`url()`, `expression()`), no escape, no second declaration. */
const plain = [/^[\w\s#%.,'"-]+$/, /^rgba?\([\d\s.,%]+\)$/];

const styles = [
  ...[
    'background-color',
    'border',
    'border-bottom',
    'border-collapse',
    'border-color',
    'border-left',
  ],
  ...['border-right', 'border-spacing', 'border-style', 'border-top', 'border-width', 'color'],
  ...['direction', 'display', 'font', 'font-family', 'font-size', 'font-style', 'font-weight'],
  ...['height', 'letter-spacing', 'line-height', 'list-style-type', 'margin', 'margin-bottom'],
  ...['margin-left', 'margin-right', 'margin-top', 'max-width', 'min-width', 'padding'],
  ...['padding-bottom', 'padding-left', 'padding-right', 'padding-top', 'text-align'],
  ...['text-decoration', 'text-indent', 'text-transform', 'vertical-align', 'white-space', 'width'],
];

const options: sanitize.IOptions = {
  allowedTags: tags,
  allowedAttributes: {
    '*': [...layout, 'style'],
    a: ['href', 'name'],
    img: ['src', 'alt'],
    font: ['face', 'size'],
    table: ['border', 'cellpadding', 'cellspacing'],
    td: ['colspan', 'rowspan'],
    th: ['colspan', 'rowspan', 'scope'],
    ol: ['start', 'type'],
  },
  allowedStyles: { '*': Object.fromEntries(styles.map((name) => [name, plain])) },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesByTag: { img: ['http', 'https', 'cid', 'data'] },
  allowProtocolRelative: false,
  // Text of these is code, not content.
  nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'title', 'template'],
  nestingLimit: 200,
};

/**
 * A mail's HTML as it may enter the CRM: an allow-list of tags, attributes and styles, since whoever
 * opens the activity there must not run what a stranger wrote (OWASP ASVS 5.0, V1.3.1).
 */
export const sanitizeHtml = (html: string): string => sanitize(html, options);
