import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { Conveyor } from '../../../model/conveyor.ts';
import { type StageOrOverlay, stageNames } from '../../../model/stages.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { type Column, DataTable } from '../../kit/data-table.tsx';
import { absent } from '../../kit/format.ts';
import { useWidth } from '../../kit/use-width.ts';
import { StageDot } from '../lifecycle/stage-dot.tsx';
import css from './lifecycle.module.css';
import { Loop } from './loop.tsx';
import { Track } from './track.tsx';

type Props = {
  conveyor: Conveyor | undefined;
  /** The station of the weakest link, which is marked. */
  weakest: StageOrOverlay | null;
  referralRate: number | null;
  onOpen: (stage: StageOrOverlay) => void;
};

/** Below this width the loop stands upright. */
const loopFromPx = 780;

/** The lifecycle drawn as a loop, as an upright track where there is no room, or as a table. */
export const Lifecycle = ({ conveyor, weakest, referralRate, onOpen }: Props) => {
  const { t } = useWords();
  const [ref, width] = useWidth<HTMLDivElement>();
  const [form, setForm] = useState('chart');
  return (
    <Card
      title={t('conveyor.loop.label')}
      actions={
        <SegmentedControl
          size="xs"
          value={form}
          onChange={setForm}
          data={[
            { value: 'chart', label: t('shell.chart.asChart') },
            { value: 'table', label: t('shell.chart.asTable') },
          ]}
        />
      }
    >
      <div ref={ref} className={css.room}>
        {conveyor && width > 0 && form === 'chart' && width >= loopFromPx && (
          <Loop conveyor={conveyor} weakest={weakest} width={width} referralRate={referralRate} onOpen={onOpen} />
        )}
        {conveyor && width > 0 && form === 'chart' && width < loopFromPx && (
          <Track conveyor={conveyor} weakest={weakest} onOpen={onOpen} />
        )}
        {conveyor && form === 'table' && <StageTable conveyor={conveyor} onOpen={onOpen} />}
      </div>
    </Card>
  );
};

type Stage = Conveyor['stages'][number];

const StageTable = ({ conveyor, onOpen }: { conveyor: Conveyor; onOpen: (stage: StageOrOverlay) => void }) => {
  const { t, format, language } = useWords();
  const number = (id: 'opening' | 'entered' | 'left' | 'closing'): Column<Stage> => ({
    id,
    header: t(`conveyor.loop.${id}`),
    cell: (stage) => (stage.silent ? absent : format.count(stage[id])),
    sortBy: (stage) => (stage.silent ? null : stage[id]),
    align: 'end',
    width: 110,
    grow: 1,
  });
  const columns: Column<Stage>[] = [
    {
      id: 'stage',
      header: t('conveyor.loop.stage'),
      cell: (stage) => <StageDot stage={stage.stage} />,
      sortBy: (stage) => stageNames[stage.stage][language],
      width: 170,
      grow: 2,
    },
    number('opening'),
    number('entered'),
    number('left'),
    number('closing'),
    {
      id: 'dwell',
      header: t('conveyor.loop.dwellColumn'),
      cell: (stage) => (stage.dwellDays === null ? absent : format.number(stage.dwellDays, 0)),
      sortBy: (stage) => stage.dwellDays,
      align: 'end',
      width: 120,
      grow: 1,
    },
  ];
  return (
    <DataTable
      label={t('conveyor.loop.label')}
      columns={columns}
      rows={conveyor.stages}
      rowKey={(stage) => stage.stage}
      onOpen={(stage) => onOpen(stage.stage)}
      maxHeight="none"
    />
  );
};
