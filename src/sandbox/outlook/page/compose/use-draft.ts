import { useSyncExternalStore } from 'react';
import type { DraftFields, DraftSnapshot, SavedForm } from './saved-form.ts';
import type { AnyDraft } from './open-forms.ts';

/** What a form shows now. */
export const useDraft = <F extends DraftFields>(draft: SavedForm<F>): DraftSnapshot<F> =>
  useSyncExternalStore(draft.subscribe, draft.snapshot);

/** The same of a form of either kind. */
export const useSnapshot = (draft: AnyDraft): DraftSnapshot<DraftFields> =>
  useSyncExternalStore(draft.subscribe, () => draft.snapshot());
