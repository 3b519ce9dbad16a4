import { makeStyles, tokens } from '@fluentui/react-components';
import type { WindowLike } from 'dompurify';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useLive } from '../api/use-live.ts';
import type { OpenItem } from '../host/backend.ts';
import { asHtml } from '../host/html-text.ts';
import { cleanHtml } from '../mail/clean-html.ts';
import { baseStyle, loadPictures } from '../mail/mail-body.tsx';
import { useText } from '../text/use-text.ts';
import { cleaned, plainText } from './draft-html.ts';
import type { BodyEditor, Draft } from './draft.ts';
import type { DraftFields } from './saved-form.ts';
import { editCommand } from './edit-command.ts';
import { EditorToolbar } from './editor-toolbar.tsx';
import { useDraft } from './use-draft.ts';

const useStyles = makeStyles({
  editor: { display: 'flex', flexDirection: 'column', flexGrow: 1, minBlockSize: '260px' },
  // Mail is written for white paper, whatever theme its writer has.
  frame: {
    flexGrow: 1,
    inlineSize: '100%',
    minBlockSize: '200px',
    border: 'none',
    backgroundColor: 'white',
    colorScheme: 'light',
    ':focus-within': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
});

/** The HTML of the editor's page; pictures that lie with the mail are named as such again. */
function htmlOf(body: HTMLElement): string {
  const copy = body.cloneNode(true) as HTMLElement;
  for (const image of copy.querySelectorAll<HTMLImageElement>('img[data-cid]')) {
    image.setAttribute('src', `cid:${image.dataset['cid'] ?? ''}`);
    delete image.dataset['cid'];
  }
  return copy.innerHTML;
}

function write(page: Document, html: string, pictures: ReadonlyMap<string, string>): void {
  const view = page.defaultView as (Window & WindowLike) | null;
  if (view) page.body.replaceChildren(cleanHtml(html, pictures, view));
}

/** Puts the cursor at the start where it is nowhere yet. */
function selectionIn(page: Document): Selection | null {
  const selection = page.getSelection();
  if (selection?.rangeCount === 0) selection.collapse(page.body, 0);
  return selection;
}

function insert(page: Document, html: string): void {
  selectionIn(page);
  editCommand(page, 'insertHTML', html);
}

function selectedHtml(page: Document): string {
  const range = page.getSelection()?.getRangeAt(0);
  const holder = page.createElement('div');
  if (range) holder.append(range.cloneContents());
  return holder.innerHTML;
}

type LastField = RefObject<'body' | 'subject'>;

/** The body and the subject as the add-in writes into them, where the cursor was last. */
function editorOf(page: Document, subject: HTMLInputElement | null, last: LastField): BodyEditor {
  return {
    replaceSelection: (data, type, where) => {
      if (where === 'item' && last.current === 'subject' && subject) {
        const text = type === 'html' ? plainText(data) : data;
        subject.setRangeText(text, subject.selectionStart ?? 0, subject.selectionEnd ?? 0, 'end');
        subject.dispatchEvent(new Event('input', { bubbles: true }));
      } else insert(page, type === 'html' ? cleaned(data) : asHtml(data));
      return true;
    },
    selection: (type) => {
      if (last.current === 'subject' && subject) {
        const { value, selectionStart, selectionEnd } = subject;
        const data = value.slice(selectionStart ?? 0, selectionEnd ?? 0);
        return { data, sourceProperty: 'subject' };
      }
      selectionIn(page);
      const html = selectedHtml(page);
      return { data: type === 'html' ? html : plainText(html), sourceProperty: 'body' };
    },
  };
}

/** Makes the page of the frame one to write in; what is pasted is cleaned first. */
function prepare(page: Document, label: string, onInput: () => void): void {
  const style = page.createElement('style');
  style.textContent = `${baseStyle}body{min-height:calc(100vh - 32px);outline:none}`;
  page.head.append(style);
  const { body } = page;
  body.contentEditable = 'true';
  body.setAttribute('role', 'textbox');
  body.setAttribute('aria-multiline', 'true');
  body.setAttribute('aria-label', label);
  page.addEventListener('input', onInput);
  page.addEventListener('paste', (event) => {
    const html = event.clipboardData?.getData('text/html');
    if (!html) return;
    event.preventDefault();
    insert(page, cleaned(html));
  });
}

export interface BodyEditorProps<F extends DraftFields> {
  draft: Draft<F>;
  label: string;
  /** The field of the subject, which add-ins write into too. */
  subject: RefObject<HTMLInputElement>;
  /** Which of the two had the cursor last. */
  lastField: { current: 'body' | 'subject' };
  /** One begins to write here. */
  isFirst?: boolean;
}

/** The saved item whose pictures are shown in the text. */
function picturesOf(draft: Draft<DraftFields>, html: string) {
  const { graphId } = draft;
  if (!graphId) return Promise.resolve(new Map<string, string>());
  const item = { kind: 'message', id: graphId, ewsId: '', resource: {} } satisfies OpenItem;
  return loadPictures(item, html);
}

/**
 * Where the body is written: in a frame of its own, whose policy lets nothing run or be loaded. What
 * others change is drawn anew, what is typed here is not.
 */
export function BodyEditor<F extends DraftFields>(props: BodyEditorProps<F>) {
  const { draft, label, subject, lastField, isFirst = false } = props;
  const styles = useStyles();
  const { t } = useText();
  const { fields } = useDraft(draft);
  const frame = useRef<HTMLIFrameElement>(null);
  const [page, setPage] = useState<Document | null>(null);
  /** The HTML the frame shows. */
  const shown = useRef<string>();
  const { data: pictures } = useLive(`pictures ${draft.id}`, () => picturesOf(draft, fields.html));

  const onLoad = () => {
    const loaded = frame.current?.contentDocument;
    if (!loaded) return;
    prepare(loaded, label, () => {
      shown.current = htmlOf(loaded.body);
      draft.setBody(shown.current);
    });
    loaded.addEventListener('focusin', () => (lastField.current = 'body'));
    draft.useEditor(editorOf(loaded, subject.current, lastField));
    setPage(loaded);
    if (isFirst) loaded.body.focus();
  };
  useEffect(() => {
    if (!page || !pictures || shown.current === fields.html) return;
    shown.current = fields.html;
    write(page, fields.html, pictures);
  }, [page, pictures, fields.html]);
  useEffect(() => () => draft.useEditor(null), [draft]);

  return (
    <div className={styles.editor}>
      <EditorToolbar page={page} />
      <iframe
        ref={frame}
        title={t('compose.editor')}
        src="/mail-frame"
        className={styles.frame}
        sandbox="allow-same-origin"
        onLoad={onLoad}
      />
    </div>
  );
}
