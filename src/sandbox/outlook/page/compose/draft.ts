import { dropAttachment, type DraftPlace, postFile, postItem } from './draft-attachments.ts';
import { plainText, withPrepended, withSignature } from './draft-html.ts';
import { customPropertyId, graphBackend } from '../api/graph-backend.ts';
import { toEwsId } from '../api/ids.ts';
import { loadAttachments } from '../api/mail.ts';
import type { ItemAttachment, OpenItem } from '../host/backend.ts';
import type { ItemAccess, ItemEvent, MailPerson, NewFile } from '../host/compose-item.ts';
import { hostAttachment } from '../host/initial-data.ts';
import { type DraftFields, type Saved, SavedForm } from './saved-form.ts';

/** What the form's editor of the body offers while it is there. */
export interface BodyEditor {
  /** `item`: in the subject where the cursor was there last. */
  replaceSelection: (data: string, type: 'text' | 'html', where: 'body' | 'item') => boolean;
  selection: (type: 'text' | 'html') => { data: string; sourceProperty: string } | undefined;
}

/**
 * An item being written: what its form shows, saved to the mailbox by itself. Everything that
 * changes it, a person or an add-in, comes through here; the form listens.
 */
export abstract class Draft<F extends DraftFields> extends SavedForm<F> implements ItemAccess {
  readonly sessionData = new Map<string, string>();
  readonly writer: MailPerson;
  #editor: BodyEditor | null = null;
  readonly #eventListeners = new Set<(event: ItemEvent) => void>();

  constructor(writer: MailPerson, fields: F, saved: Saved | null) {
    super(fields, saved);
    this.writer = writer;
  }

  /** Where it lies in Graph. */
  protected abstract readonly place: 'messages' | 'events';

  listen(listener: (event: ItemEvent) => void): () => void {
    this.#eventListeners.add(listener);
    return () => this.#eventListeners.delete(listener);
  }

  protected raise(event: ItemEvent): void {
    for (const listener of this.#eventListeners) listener(event);
  }

  /** What the form's editor of the body can do; null once it is gone. */
  useEditor(editor: BodyEditor | null): void {
    this.#editor = editor;
  }

  subject(): string {
    return this.fields.subject;
  }

  setSubject(subject: string): void {
    this.change({ subject } as Partial<F>);
  }

  setBody(html: string): void {
    this.change({ html } as Partial<F>);
  }

  prependToBody(html: string): void {
    this.setBody(withPrepended(this.fields.html, html));
  }

  setSignature(html: string): void {
    this.setBody(withSignature(this.fields.html, html));
  }

  replaceSelection(data: string, type: 'text' | 'html', where: 'body' | 'item'): boolean {
    return this.#editor?.replaceSelection(data, type, where) ?? false;
  }

  selection(type: 'text' | 'html') {
    return this.#editor?.selection(type);
  }

  body(type: 'text' | 'html'): string {
    return type === 'html' ? this.fields.html : plainText(this.fields.html);
  }

  categories(): string[] {
    return [...this.fields.categories];
  }

  changeCategories(change: (names: string[]) => string[]): void {
    const categories: readonly string[] = change([...this.fields.categories]);
    this.change({ categories } as Partial<F>);
  }

  internetHeaders(): { name: string; value: string }[] {
    return [];
  }

  async customProperties(addInId: string): Promise<string> {
    const own = this.fields.properties[customPropertyId(addInId)];
    const item = this.#backendItem();
    if (own !== undefined || !item) return own ?? '{}';
    return graphBackend.customProperties(item, addInId);
  }

  /** Lie with the item; one that is not saved yet gets them when it is. */
  async saveCustomProperties(addInId: string, json: string): Promise<void> {
    const properties = { ...this.fields.properties, [customPropertyId(addInId)]: json };
    this.change({ properties } as Partial<F>);
    if (this.saved) await this.save();
  }

  attachments(): ItemAttachment[] {
    return this.fields.attachments.map((one) => ({ ...one, id: toEwsId(one.id) }));
  }

  async attachmentContent(attachmentId: string) {
    const item = this.#backendItem();
    if (!item) throw new Error('The draft is not saved and has no attachments.');
    return graphBackend.attachmentContent(item, attachmentId);
  }

  async addFile(file: NewFile): Promise<string> {
    return this.#attach((place) => postFile(place, file));
  }

  async addItem(itemId: string, name: string): Promise<string> {
    return this.#attach((place) => postItem(place, itemId, name));
  }

  async removeAttachment(ewsId: string): Promise<void> {
    const gone = this.fields.attachments.find(({ id }) => toEwsId(id) === ewsId);
    if (!gone || !this.saved) return;
    await dropAttachment(this.#placeOf(this.saved), gone.id);
    const attachments: readonly ItemAttachment[] = this.fields.attachments.filter(
      (one) => one !== gone,
    );
    this.showSaved({ attachments } as Partial<F>);
    this.#tellAttachment('removed', gone);
  }

  /** Attachments need an item to belong to. */
  async #attach(post: (place: DraftPlace) => Promise<string>): Promise<string> {
    if (!this.saved) await this.save();
    if (!this.saved) throw new Error('The draft is not saved.');
    const place = this.#placeOf(this.saved);
    const id = await post(place);
    const attachments: readonly ItemAttachment[] = await loadAttachments(place.item);
    this.showSaved({ attachments } as Partial<F>);
    const added = attachments.find((one) => one.id === id);
    if (added) this.#tellAttachment('added', added);
    return toEwsId(id);
  }

  #tellAttachment(attachmentStatus: 'added' | 'removed', attachment: ItemAttachment): void {
    const details = hostAttachment({ ...attachment, id: toEwsId(attachment.id) });
    this.raise({
      name: 'olkAttachmentsChanged',
      data: { attachmentStatus, attachmentDetails: details },
    });
  }

  #placeOf(saved: Saved): DraftPlace {
    const kind = this.place === 'messages' ? 'message' : 'appointment';
    return {
      path: `/me/${this.place}/${encodeURIComponent(saved.id)}`,
      item: { kind, id: saved.id },
    };
  }

  /** The saved item as the mailbox's functions want it. */
  #backendItem(): OpenItem | undefined {
    if (!this.saved) return undefined;
    const item = { ...this.saved, resource: { hasAttachments: true } };
    return this.place === 'messages'
      ? { kind: 'message', ...item }
      : { kind: 'appointment', ...item };
  }
}
