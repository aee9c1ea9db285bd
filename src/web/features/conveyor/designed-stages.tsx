import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { stageInDesign } from '../../../analysis/organisation/stage-in-design.ts';
import { stagesAndOverlay } from '../../../model/stages.ts';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { useWorkspace } from '../../shell/view.ts';
import { StageDot } from '../lifecycle/stage-dot.tsx';
import { AnswersFor } from './answers-for.tsx';
import css from './designed-stages.module.css';

/** Before there are facts: who answers for each stage and what is to be reached, as published. Nothing where nothing is. */
export const DesignedStages = () => {
  const { t } = useWords();
  const { id: workspace } = useWorkspace();
  const draft = useQuery(api.blueprint.show.queryOptions({ input: { workspace, which: 'draft' } }));
  const version = draft.data?.inForce?.version;
  const published = useQuery(
    api.blueprint.show.queryOptions({
      input: { workspace, which: version ?? 'published' },
      enabled: version !== undefined,
    }),
  );
  if (version === undefined || !published.data) return null;
  const { document } = published.data;
  const from = published.data.inForce?.from ?? '';
  const stages = stagesAndOverlay.map((stage) => ({
    stage,
    design: { version, from, ...stageInDesign(document, stage, []) },
  }));
  const told = stages.filter(
    ({ design }) => design.owners.length > 0 || design.unowned.length > 0 || design.target !== null,
  );
  if (told.length === 0) return null;
  return (
    <Card
      title={t('conveyor.owner.planned')}
      actions={<Link to="/organisation">{t('conveyor.owner.toOrganisation')} →</Link>}
    >
      <p className={css.about}>{t('conveyor.owner.plannedText', { version })}</p>
      <ul className={css.stages}>
        {told.map(({ stage, design }) => (
          <li key={stage}>
            <StageDot stage={stage} />
            <AnswersFor designs={[design]} mend={stage} />
          </li>
        ))}
      </ul>
    </Card>
  );
};
