import { useState } from 'react';
import type { Article, ArticlesResponse } from '../../../contracts/library.ts';
import { Found } from '../../components/writing/found.tsx';
import { PickList, PickRow } from '../../components/writing/pick-row.tsx';
import { SearchField } from '../../components/writing/search-field.tsx';
import { useAnswer } from '../../components/writing/use-answer.ts';
import { languageName } from '../../text/language-name.ts';
import { useText } from '../../text/use-text.ts';
import { ArticleText } from './article-text.tsx';
import { countHint } from './count-hint.ts';
import type { InsertTools } from './use-insert.ts';

const detailOf = (language: string, article: Article): string =>
  [article.number, article.language && languageName(language, article.language)]
    .filter(Boolean)
    .join(' · ');

/** Finds a knowledge article and inserts it (CMP-03). */
export function ArticlesPart({ tools }: { tools: InsertTools }) {
  const { t, language } = useText();
  const [q, setText] = useState('');
  const [open, setOpen] = useState<string | null>(null);
  const { call, store } = tools.services;
  const answer = useAnswer<ArticlesResponse>(call, '/api/articles', { q });
  return (
    <>
      <SearchField
        label={t('insert.findArticle')}
        text={q}
        onText={setText}
        hint={countHint(t, answer, answer.data?.articles.length)}
      />
      <Found answer={answer} store={store}>
        {({ articles }) => (
          <PickList label={t('insert.part.article')}>
            {articles.map((article) => (
              <PickRow
                key={article.id}
                title={article.title}
                detail={detailOf(language, article)}
                open={open === article.id}
                onPick={() => {
                  tools.action.clear();
                  setOpen(open === article.id ? null : article.id);
                }}
              >
                <ArticleText tools={tools} article={article} />
              </PickRow>
            ))}
          </PickList>
        )}
      </Found>
    </>
  );
}
