import { CategoryMenu } from '../mail/category-menu.tsx';
import type { Draft } from './draft.ts';
import type { DraftFields } from './saved-form.ts';
import { useDraft } from './use-draft.ts';

/** The categories of a draft. */
export function CategoryButton<F extends DraftFields>({ draft }: { draft: Draft<F> }) {
  const { fields } = useDraft(draft);
  return (
    <CategoryMenu shown={fields.categories} onChange={(change) => draft.changeCategories(change)} />
  );
}
