import { makeStyles, tokens } from '@fluentui/react-components';
import type { Article, ArticleText as Text } from '../../../contracts/library.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Found } from '../../components/writing/found.tsx';
import { useAnswer } from '../../components/writing/use-answer.ts';
import { useText } from '../../text/use-text.ts';
import { Preview } from './preview.tsx';
import { linkTo } from './record-link.ts';
import type { InsertTools } from './use-insert.ts';

const useStyles = makeStyles({
  part: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    paddingBlock: tokens.spacingVerticalS,
  },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

const none = {};

/** An article's text, to insert as it is or as a link (CMP-03). */
export function ArticleText({ tools, article }: { tools: InsertTools; article: Article }) {
  const styles = useStyles();
  const { t } = useText();
  const { call, store } = tools.services;
  const { busy } = tools.action;
  const answer = useAnswer<Text>(call, `/api/articles/${article.id}`, none);
  return (
    <Found answer={answer} store={store}>
      {({ title, url, ...content }) => (
        <div className={styles.part}>
          <Preview text={content.text} />
          {article.isInternal && <Notice tone="info" text={t('insert.internal')} />}
          <div className={styles.buttons}>
            <ActionButton appearance="primary" busy={busy} onClick={() => tools.insert(content)}>
              {t('insert.insertText')}
            </ActionButton>
            <ActionButton busy={busy} onClick={() => tools.insert(linkTo(title, url))}>
              {t('insert.insertLink')}
            </ActionButton>
          </div>
        </div>
      )}
    </Found>
  );
}
