import createDOMPurify, { type WindowLike } from 'dompurify';

/** What DOMPurify leaves of a mail beside its defaults. */
export const mailRules = {
  FORBID_TAGS: ['form', 'input', 'button', 'textarea', 'select', 'video', 'audio', 'link', 'base'],
  ALLOWED_URI_REGEXP: /^(?:https?|mailto|tel|cid|data):/i,
};

/**
 * A mail's HTML without anything that could run or reach out, as a fragment made in the frame it will
 * be shown in, under that frame's policy. Pictures named by `cid:`
 * become those of `pictures` (content id to data address); others are left out.
 */
export function cleanHtml(
  html: string,
  pictures: ReadonlyMap<string, string>,
  frame: WindowLike,
): DocumentFragment {
  const fragment = createDOMPurify(frame).sanitize(html, {
    ...mailRules,
    RETURN_DOM_FRAGMENT: true,
  });
  for (const image of fragment.querySelectorAll('img')) {
    const source = image.getAttribute('src') ?? '';
    const picture = source.startsWith('cid:') ? pictures.get(source.slice(4)) : undefined;
    if (picture) {
      image.setAttribute('src', picture);
      image.dataset['cid'] = source.slice(4);
    }
    // Left out here, so that the frame's policy has nothing to complain of.
    else if (!source.startsWith('data:')) image.removeAttribute('src');
    image.removeAttribute('srcset');
  }
  for (const link of fragment.querySelectorAll('a')) {
    link.setAttribute('rel', 'noopener noreferrer');
    link.setAttribute('target', '_blank');
  }
  return fragment;
}

/** Whether the HTML names pictures that lie on the internet. */
export const hasRemotePictures = (html: string): boolean => /<img[^>]+src=["']?https?:/i.test(html);
