import {
  type Attribution,
  type AttributionCredit,
  evidenceWords,
  modelNames,
  resultNames,
  thingNames,
  valueNames,
} from '../../../model/attribution.ts';
import { useWords } from '../../i18n/language.ts';
import answer from '../../kit/answer.module.css';
import { Card } from '../../kit/card.tsx';
import { Chip } from '../../kit/chip.tsx';
import { type Column, DataTable } from '../../kit/data-table.tsx';
import { DownloadMenu } from '../../kit/download-menu.tsx';
import { absent } from '../../kit/format.ts';
import css from './attribution.module.css';
import { useChange, useExport } from './use-attribution.ts';

type CreditsProps = { found: Attribution };

/** What each channel, campaign or touchpoint is credited with, and between what bounds; a row opens how it is counted. */
export const CreditsCard = ({ found }: CreditsProps) => {
  const { t, say, language } = useWords();
  const change = useChange();
  const href = useExport();
  const title = t('attribution.credits.title', { model: modelNames[found.model].name[language] });
  const columns = useColumns(found);
  return (
    <Card
      flush
      title={title}
      actions={
        <DownloadMenu
          label={title}
          downloads={[
            { id: 'csv', label: t('shell.download.csv'), href: href('csv') },
            { id: 'xlsx', label: t('shell.download.xlsx'), href: href('xlsx') },
          ]}
        />
      }
    >
      <div className={css.told}>
        <p>{say(modelNames[found.model].how)}</p>
        {found.notes.map(({ code, text }) => (
          <p key={code} className={css.note}>
            {say(text)}
          </p>
        ))}
      </div>
      <DataTable
        key={`${found.by} ${found.model}`}
        label={title}
        columns={columns}
        rows={found.credits}
        rowKey={(credit) => credit.channel}
        initialSort={{ id: 'conversions', descending: true }}
        onOpen={(credit) => change({ credit: credit.channel })}
        maxHeight="70vh"
        rowHeight={48}
      />
      <p className={answer.foot}>
        {t('attribution.credits.foot', { result: say(resultNames[found.of]).toLocaleLowerCase(language) })}
      </p>
    </Card>
  );
};

const useColumns = (found: Attribution): Column<AttributionCredit>[] => {
  const { t, say, format } = useWords();
  const known = found.total.conversions - found.unknown.conversions;
  const most = Math.max(
    ...found.credits.map((credit) => credit.interval?.conversions[1] ?? credit.conversions),
    Number.MIN_VALUE,
  );
  const money = (value: number): string => format.money(value, found.currency);
  const nameOf = (credit: AttributionCredit): string =>
    (credit.name && say(credit.name)) || credit.channel || t('attribution.none');
  const hasReturn = found.credits.some(({ romi }) => romi !== undefined);
  return [
    {
      id: 'name',
      header: say(thingNames[found.by]),
      cell: nameOf,
      sortBy: nameOf,
      isWrapped: true,
      width: 150,
      grow: 2,
    },
    {
      id: 'conversions',
      header: t('attribution.credits.conversions'),
      cell: (credit) => <Credited credit={credit} most={most} />,
      sortBy: (credit) => credit.conversions,
      width: 210,
      grow: 3,
    },
    {
      id: 'share',
      header: t('attribution.credits.share'),
      cell: (credit) => (known === 0 ? absent : format.ratio(credit.conversions / known)),
      sortBy: (credit) => credit.conversions,
      align: 'end',
      width: 84,
    },
    {
      id: 'value',
      header: say(valueNames[found.value]),
      cell: (credit) => (
        <>
          {money(credit.value)}
          {credit.interval && <small className={answer.bounds}>{credit.interval.value.map(money).join(' … ')}</small>}
        </>
      ),
      sortBy: (credit) => credit.value,
      align: 'end',
      width: 150,
      grow: 1,
    },
    {
      id: 'reach',
      header: t('attribution.credits.reach'),
      cell: (credit) => format.count(credit.reach.paths),
      sortBy: (credit) => credit.reach.paths,
      align: 'end',
      width: 112,
    },
    ...(hasReturn
      ? [
          {
            id: 'romi',
            header: 'ROMI',
            cell: (credit: AttributionCredit) =>
              credit.romi === undefined ? (
                absent
              ) : (
                <>
                  {format.ratio(credit.romi)} <Chip hint={say(evidenceWords[found.evidence])}>{found.evidence}</Chip>
                </>
              ),
            sortBy: (credit: AttributionCredit) => credit.romi ?? null,
            align: 'end' as const,
            width: 116,
          },
        ]
      : []),
  ];
};

/** A credit with its bounds, as text and as a bar whose pale part is how far off it may be. */
const Credited = ({ credit, most }: { credit: AttributionCredit; most: number }) => {
  const { format } = useWords();
  const percent = (value: number): string => `${(100 * Math.max(0, value)) / most}%`;
  const [low, high] = credit.interval?.conversions ?? [credit.conversions, credit.conversions];
  return (
    <span className={css.credited}>
      <span>
        <b>{format.number(credit.conversions)}</b>
        <small className={answer.bounds}>
          {format.number(low)} … {format.number(high)}
        </small>
      </span>
      <span className={css.bar} aria-hidden>
        <i style={{ width: percent(credit.conversions) }} />
        <i className={css.range} style={{ left: percent(low), width: percent(high - low) }} />
      </span>
    </span>
  );
};
