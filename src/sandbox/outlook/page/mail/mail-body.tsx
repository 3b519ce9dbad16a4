import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { WindowLike } from 'dompurify';
import { useEffect, useRef, useState } from 'react';
import { attachmentUrl, loadAttachments } from '../api/mail.ts';
import { useLive } from '../api/use-live.ts';
import type { OpenItem } from '../host/backend.ts';
import { cleanHtml, hasRemotePictures } from './clean-html.ts';
import { useText } from '../text/use-text.ts';

const useStyles = makeStyles({
  // Mail is written for white paper; most of it is unreadable on a dark one.
  frame: {
    flexGrow: 1,
    inlineSize: '100%',
    minBlockSize: '200px',
    border: 'none',
    backgroundColor: 'white',
    colorScheme: 'light',
  },
  note: { color: tokens.colorNeutralForeground3, paddingInline: tokens.spacingHorizontalL },
});

/** What a mail without styles of its own looks like. */
export const baseStyle =
  'body{font:14px/1.5 "Segoe UI",system-ui,sans-serif;margin:16px;color:#242424;overflow-wrap:anywhere}img{max-width:100%;height:auto}';

const asDataUrl = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error ?? new Error('The picture cannot be read.'));
    reader.readAsDataURL(blob);
  });

/** The pictures inside the mail: content id to data address. */
export async function loadPictures(
  item: OpenItem,
  html: string,
): Promise<ReadonlyMap<string, string>> {
  if (!html.includes('cid:')) return new Map();
  const inline = (await loadAttachments(item)).filter(({ contentId }) => contentId);
  const entries = inline.map(async ({ id, contentId, contentType }): Promise<[string, string]> => {
    const bytes = await (await fetch(attachmentUrl(item, id))).arrayBuffer();
    const url = await asDataUrl(new Blob([bytes], { type: contentType }));
    return [contentId.replace(/^<|>$/g, ''), url];
  });
  return new Map(await Promise.all(entries));
}

function draw(frame: HTMLIFrameElement, html: string, pictures: ReadonlyMap<string, string>): void {
  const view = frame.contentWindow as (Window & WindowLike) | null;
  const page = frame.contentDocument;
  if (!view || !page) return;
  const style = page.createElement('style');
  style.textContent = baseStyle;
  page.head.querySelector('style')?.remove();
  page.head.append(style);
  page.body.replaceChildren(cleanHtml(html, pictures, view));
}

/**
 * The body in a frame of its own: no scripts, and by that page's policy nothing from the network. It
 * keeps its origin so that this page can write into it.
 */
export function MailBody({ item }: { item: OpenItem }) {
  const styles = useStyles();
  const { t } = useText();
  const frame = useRef<HTMLIFrameElement>(null);
  const [isReady, setReady] = useState(false);
  const html = item.resource.body?.content ?? '';
  const { data: pictures } = useLive(`pictures ${item.id}`, () => loadPictures(item, html));
  useEffect(() => {
    if (isReady && frame.current && pictures) draw(frame.current, html, pictures);
  }, [isReady, html, pictures]);
  if (!html.trim()) return null;
  return (
    <>
      {hasRemotePictures(html) && (
        <Text size={200} className={styles.note}>
          {t('item.noRemotePictures')}
        </Text>
      )}
      <iframe
        ref={frame}
        title={t('item.body')}
        src="/mail-frame"
        className={styles.frame}
        sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
        onLoad={() => setReady(true)}
      />
    </>
  );
}
