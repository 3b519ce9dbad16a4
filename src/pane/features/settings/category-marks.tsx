import { useRef, useState } from 'react';
import type { MarkEarlierResponse } from '../../../contracts/category.ts';
import { toFailure, type Failure } from '../../api/failure.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import type { Services } from '../../page/page.ts';
import { useText } from '../../text/use-text.ts';
import { Section } from './section.tsx';

/** Asks once, however often it is clicked meanwhile. */
const useMarkEarlier = ({ call }: Services) => {
  const [answer, setAnswer] = useState<MarkEarlierResponse | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  // What is shown is a moment late for the second click of two.
  const asked = useRef(false);
  const ask = () => {
    if (asked.current) return;
    asked.current = true;
    setIsAsking(true);
    setFailure(null);
    call
      .send<MarkEarlierResponse>('POST', '/api/category/mark-earlier')
      .then(setAnswer, (error: unknown) => setFailure(toFailure(error)))
      .finally(() => {
        asked.current = false;
        setIsAsking(false);
      });
  };
  return { answer, failure, isAsking, ask };
};

/** Puts the category on what was tracked before, which by itself it does not (K-04). */
export function CategoryMarks({ services }: { services: Services }) {
  const { t } = useText();
  const { answer, failure, isAsking, ask } = useMarkEarlier(services);
  const { isOn, mails: count } = answer ?? { isOn: true, mails: 0 };
  return (
    <Section title={t('settings.category.title')} hint={t('settings.category.hint')}>
      {failure && <ProblemNotice failure={failure} store={services.store} onRetry={ask} />}
      <div>
        <ActionButton onClick={ask} busy={isAsking}>
          {t('settings.category.mark')}
        </ActionButton>
      </div>
      <div role="status">
        {answer && t(isOn ? 'settings.category.marked' : 'settings.category.off', { count })}
      </div>
    </Section>
  );
}
