import { useState } from 'react';
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { AppliedRule, ItemReference } from '../../../contracts/item.ts';
import type { RuleRequest, RuleResponse } from '../../../contracts/rules.ts';
import { toFailure } from '../../api/failure.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useText } from '../../text/use-text.ts';
import type { MoreProps } from './more.tsx';
import { otherSide } from './other-side.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS },
  heading: { ...typographyStyles.caption1Strong, margin: 0, color: tokens.colorNeutralForeground3 },
  text: {
    ...typographyStyles.body1,
    margin: 0,
    overflowWrap: 'anywhere',
    color: tokens.colorNeutralForeground2,
  },
  list: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    marginInline: `calc(-1 * ${tokens.spacingHorizontalM})`,
    overflowWrap: 'anywhere',
    '& button': { textAlign: 'start' },
  },
});

type Scope = AppliedRule['scope'];
type Decision = AppliedRule['decision'];

const decisions: readonly Decision[] = ['always', 'never'];

interface RuleActionsProps extends MoreProps {
  reference: ItemReference;
}

/** Sends one decision at a time and says what came of it. */
const useDecision = ({ services, context, item, reference }: RuleActionsProps) => {
  const { t } = useText();
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const run = async (ask: () => Promise<string>) => {
    setBusy(true);
    setSaid(await ask().catch((error: unknown) => t(`problem.${toFailure(error).code}.text`)));
    setBusy(false);
    services.store.refresh();
  };
  const { table, id } = context.item.regarding ?? {};
  const decide = (scope: Scope, decision: Decision, address: string) =>
    run(async () => {
      const request: RuleRequest = {
        item: reference,
        scope,
        decision,
        ...(decision === 'always' && table && id && { regarding: { table, id } }),
        ...(scope !== 'conversation' && otherSide(item).isSent && { address }),
      };
      const { accepted } = await services.call.send<RuleResponse>('PUT', '/api/rules', request);
      return accepted > 0 ? t('more.ruleTracking', { count: accepted }) : t('more.ruleMade');
    });
  const remove = ({ id: ruleId }: AppliedRule) =>
    run(async () => {
      await services.call.send('DELETE', `/api/rules/${ruleId}`);
      return t('more.ruleRemoved');
    });
  return { busy, said, decide, remove };
};

/** Always or never track a conversation, a person, a domain; or no longer so. */
export function RuleActions(props: RuleActionsProps) {
  const styles = useStyles();
  const { t } = useText();
  const { busy, said, decide, remove } = useDecision(props);
  const { rule } = props.context;
  const { address } = otherSide(props.item);
  const domain = address.split('@')[1] ?? '';
  const scopes: [Scope, string][] = [
    ['conversation', ''],
    ...(address ? [['address', address] as [Scope, string]] : []),
    ...(domain ? [['domain', domain] as [Scope, string]] : []),
  ];
  return (
    <div className={styles.root}>
      <h3 className={styles.heading}>{t('more.rulesHeading')}</h3>
      {rule && (
        <p className={styles.text}>
          {t(
            rule.decision === 'always'
              ? `more.nowAlways.${rule.scope}`
              : `more.nowNever.${rule.scope}`,
          )}
        </p>
      )}
      <div className={styles.list}>
        {rule && (
          <ActionButton appearance="subtle" busy={busy} onClick={() => void remove(rule)}>
            {t('more.removeRule')}
          </ActionButton>
        )}
        {scopes.flatMap(([scope, about]) =>
          decisions
            .filter((decision) => rule?.scope !== scope || rule.decision !== decision)
            .map((decision) => (
              <ActionButton
                key={`${decision} ${scope}`}
                appearance="subtle"
                busy={busy}
                onClick={() => void decide(scope, decision, address)}
              >
                {t(decision === 'always' ? `more.always.${scope}` : `more.never.${scope}`, {
                  about,
                })}
              </ActionButton>
            )),
        )}
        <ActionButton appearance="subtle" onClick={() => props.services.open('rules')}>
          {t('more.rules')}
        </ActionButton>
      </div>
      <p className={styles.text} aria-live="polite">
        {said}
      </p>
    </div>
  );
}
