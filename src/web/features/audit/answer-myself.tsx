import { Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { api, problemOf } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { useWorkspace } from '../../shell/view.ts';

type Props = { variant?: 'filled' | 'default' };

/** The address of the owner's own personal link: the one that waits, or a new one, in a round that is begun where there is none. */
const ownLink = async (workspace: string, label: string, language: 'ru' | 'en'): Promise<string | null> => {
  const rounds = await api.survey.rounds.call({ workspace });
  const round = rounds.find(({ isOver }) => !isOver) ?? (await api.survey.begin.call({ workspace }));
  const links = await api.survey.links.call({ workspace, round: round.id });
  const waits = links.find(
    (link) =>
      link.kind === 'respondent' &&
      link.function === 'owner' &&
      link.path !== null &&
      (link.state === 'waiting' || link.state === 'opened'),
  );
  if (waits) return waits.path;
  const draft = { kind: 'respondent', label, function: 'owner', isHead: true, language } as const;
  const made = await api.survey.addLinks.call({ workspace, round: round.id, links: [draft] });
  return made.findLast((link) => link.function === 'owner' && link.state === 'waiting')?.path ?? null;
};

/** Opens the survey for the owner at once, by a link like everybody's. */
export const AnswerMyself = ({ variant = 'filled' }: Props) => {
  const { t, say, language } = useWords();
  const { id: workspace } = useWorkspace();
  const open = useMutation({
    mutationFn: () => ownLink(workspace, t('audit.functions.owner'), language),
    onSuccess: (path) => {
      if (path !== null) globalThis.location.assign(path);
    },
  });
  const problem = open.error ? problemOf(open.error) : null;
  return (
    <div>
      <Button
        variant={variant}
        leftSection={<IconPencil size={17} stroke={1.6} aria-hidden />}
        loading={open.isPending || open.isSuccess}
        onClick={() => open.mutate()}
      >
        {t('audit.answerMyself')}
      </Button>
      {open.error && <p role="alert">{problem ? say(problem.text) : t('decisions.failed')}</p>}
    </div>
  );
};
