import { Alert, Button, SegmentedControl, Select } from '@mantine/core';
import { useState } from 'react';
import { bpmnOf, bpmnProcesses } from '../../../../analysis/organisation/bpmn.ts';
import { designTableNames, designTableTitles } from '../../../../analysis/tables/titles.ts';
import type { Blueprint } from '../../../../model/blueprint/blueprint.ts';
import { thingsOf } from '../../../../model/blueprint/things.ts';
import { worded } from '../../../../model/blueprint/words.ts';
import { client } from '../../../client/api.ts';
import { useWords } from '../../../i18n/language.ts';
import { saveBlob } from '../../../kit/save-picture.ts';
import { useWorkspace } from '../../../shell/view.ts';
import { useDesignFile } from '../design-download.tsx';
import type { Asked, Drawn } from './draw.ts';
import css from './print.module.css';

type Props = { blueprint: Blueprint; isSaved: boolean; first: Drawn };

const kinds = ['pdf', 'svg', 'png'] as const;
const papers = ['a4', 'a3'] as const;
const orientations = ['landscape', 'portrait'] as const;

const optionOf = (what: Drawn): string => (what.kind === 'journey' ? `journey:${what.id}` : what.kind);
const drawnOf = (value: string): Drawn =>
  value.startsWith('journey:')
    ? { kind: 'journey', id: value.slice('journey:'.length) }
    : { kind: value as 'organisation' | 'raci' | 'summary' };

/** A file's name as every system takes it. */
const fileName = (name: string): string =>
  name
    .replaceAll(/[\\/:*?"<>|«»“”\s]+/g, ' ')
    .trim()
    .slice(0, 80);

/** What stands of the design, for the foot of a print: the version it is, or a draft. */
const standingOf = async (workspace: string, isSaved: boolean): Promise<number | null> => {
  const { version } = await client.blueprint.show({ workspace, which: 'draft' });
  return isSaved ? version : null;
};

export const PrintForm = ({ blueprint, isSaved, first }: Props) => (
  <div className={css.form}>
    <Sheets blueprint={blueprint} isSaved={isSaved} first={first} />
    <Tables isSaved={isSaved} />
    <Processes blueprint={blueprint} />
  </div>
);

const Sheets = ({ blueprint, isSaved, first }: Props) => {
  const { t, say, language } = useWords();
  const { id: workspace, name, asOf, settings } = useWorkspace();
  const [what, setWhat] = useState(optionOf(first));
  const [kind, setKind] = useState<(typeof kinds)[number]>('pdf');
  const [paper, setPaper] = useState<(typeof papers)[number]>(first.kind === 'summary' ? 'a4' : 'a3');
  const [orientation, setOrientation] = useState<(typeof orientations)[number]>('landscape');
  const [state, setState] = useState<'idle' | 'drawing' | 'failed'>('idle');
  const options = [
    { value: 'summary', label: t('design.print.what.summary') },
    ...thingsOf(blueprint, 'journeys').map(([id, journey]) => ({
      value: `journey:${id}`,
      label: t('design.print.what.journey', { name: worded(journey.name, language) || id }),
    })),
    { value: 'organisation', label: t('design.print.what.organisation') },
    { value: 'raci', label: t('design.print.what.raci') },
  ];
  const save = async (): Promise<void> => {
    const drawn = drawnOf(what);
    const [draw, version, check] = await Promise.all([
      import('./draw.ts'),
      standingOf(workspace, isSaved),
      drawn.kind === 'summary' ? client.blueprint.check({ workspace, which: 'draft' }) : { findings: [] },
    ]);
    const asked: Asked = {
      what: drawn,
      blueprint,
      findings: check.findings,
      currency: settings.currency,
      asOf,
      language,
      company: say(name),
      standing: version === null ? t('design.print.draft') : t('design.print.version', { version }),
      date: new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', { dateStyle: 'long' }).format(new Date()),
    };
    const blob =
      kind === 'pdf'
        ? await draw.drawPdf(asked, { paper, orientation })
        : kind === 'svg'
          ? await draw.drawSvg(asked)
          : await draw.drawPng(asked);
    const title = options.find(({ value }) => value === what)?.label ?? what;
    saveBlob(blob, `${fileName(title)}.${kind}`);
  };
  const press = (): void => {
    setState('drawing');
    save().then(
      () => setState('idle'),
      () => setState('failed'),
    );
  };
  return (
    <section className={css.part} aria-label={t('design.print.sheets')}>
      <h3>{t('design.print.sheets')}</h3>
      <Select
        label={t('design.print.what.label')}
        data={options}
        value={what}
        onChange={(value) => value && setWhat(value)}
        allowDeselect={false}
      />
      <div className={css.row}>
        <SegmentedControl
          aria-label={t('design.print.kind')}
          value={kind}
          onChange={(value) => setKind(value as typeof kind)}
          data={kinds.map((value) => ({ value, label: value.toUpperCase() }))}
        />
        {kind === 'pdf' && (
          <SegmentedControl
            aria-label={t('design.print.paper')}
            value={paper}
            onChange={(value) => setPaper(value as typeof paper)}
            data={papers.map((value) => ({ value, label: value.toUpperCase() }))}
          />
        )}
        {kind === 'pdf' && what !== 'summary' && (
          <SegmentedControl
            aria-label={t('design.print.orientation.label')}
            value={orientation}
            onChange={(value) => setOrientation(value as typeof orientation)}
            data={orientations.map((value) => ({ value, label: t(`design.print.orientation.${value}`) }))}
          />
        )}
      </div>
      {state === 'failed' && <Alert color="red">{t('design.print.failed')}</Alert>}
      <Button onClick={press} loading={state === 'drawing'}>
        {t('design.print.save')}
      </Button>
    </section>
  );
};

const Tables = ({ isSaved }: { isSaved: boolean }) => {
  const { t, language } = useWords();
  const [table, setTable] = useState<string>('cells');
  const file = useDesignFile();
  return (
    <section className={css.part} aria-label={t('design.print.tables')}>
      <h3>{t('design.print.tables')}</h3>
      <Select
        label={t('design.print.table')}
        data={designTableNames.map((value) => ({ value, label: designTableTitles[value][language] }))}
        value={table}
        onChange={(value) => value && setTable(value)}
        allowDeselect={false}
      />
      <div className={css.row}>
        <Button variant="default" component="a" href={file(table, 'csv')} download disabled={!isSaved}>
          CSV
        </Button>
        <Button variant="default" component="a" href={file(table, 'xlsx')} download disabled={!isSaved}>
          XLSX
        </Button>
      </div>
    </section>
  );
};

const Processes = ({ blueprint }: { blueprint: Blueprint }) => {
  const { t, say, language } = useWords();
  const { name } = useWorkspace();
  const [chosen, setChosen] = useState<string | null>(null);
  const processes = bpmnProcesses(blueprint, language);
  const process = processes.find(({ key }) => key === chosen) ?? processes[0];
  if (process === undefined) return null;
  const save = (): void => {
    const xml = bpmnOf(blueprint, process, { company: say(name), language });
    saveBlob(new Blob([xml], { type: 'application/xml' }), `${fileName(process.name)}.bpmn`);
  };
  return (
    <section className={css.part} aria-label={t('design.print.processes')}>
      <h3>{t('design.print.processes')}</h3>
      <p className={css.hint}>{t('design.print.processesHint')}</p>
      <Select
        label={t('design.print.process')}
        data={processes.map(({ key, name: label }) => ({ value: key, label }))}
        value={process.key}
        onChange={setChosen}
        allowDeselect={false}
        searchable
      />
      <div className={css.row}>
        <Button variant="default" onClick={save}>
          BPMN 2.0
        </Button>
      </div>
    </section>
  );
};
