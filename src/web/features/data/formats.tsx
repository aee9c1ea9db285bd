import { Accordion, Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { type Column, type FactKind, factShapes } from '../../../model/facts.ts';
import { useWords } from '../../i18n/language.ts';
import { ScrolledTable } from '../../kit/scrolled-table.tsx';
import { kindsByWorth } from './coverage.ts';
import { downloadText } from './download.ts';
import styles from './files.module.css';
import { sampleColumns, sampleRows, templateOf } from './samples.ts';

/** What a file of each kind should look like: a sample, all its columns, and a template to fill in. */
export const Formats = () => {
  const { t } = useWords();
  return (
    <>
      <p>{t('data.formats.intro')}</p>
      <Accordion mt="sm" variant="default" chevronPosition="left">
        {kindsByWorth.map((kind) => (
          <Accordion.Item key={kind} value={kind}>
            <Accordion.Control>
              <span className={styles.formatName}>
                <b>{t(`data.kinds.${kind}`)}</b>
                <span>{t(`data.about.${kind}`)}</span>
              </span>
            </Accordion.Control>
            <Accordion.Panel>
              <Format kind={kind} />
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </>
  );
};

const Format = ({ kind }: { kind: FactKind }) => {
  const { t } = useWords();
  const shape = factShapes[kind];
  return (
    <div className={styles.layout}>
      <SampleTable kind={kind} />
      <div>
        <Button
          size="compact-md"
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() => downloadText(`${kind}.csv`, templateOf(kind))}
        >
          {t('data.formats.template')}
        </Button>
      </div>
      <div>
        <b>{t('data.formats.allColumns')}</b>
        <ul className={styles.columns}>
          {shape.columns.map((column) => (
            <li key={column.name}>
              <code>{column.name}</code>{' '}
              <span className={styles.faint}>
                <ColumnKind column={column} />
                {column.required ? `, ${t('data.formats.required')}` : ''}
              </span>
            </li>
          ))}
        </ul>
        {shape.anyOf && <p>{t('data.formats.anyOf', { columns: shape.anyOf.join(', ') })}</p>}
        <p className={styles.faint}>{t('data.formats.identity', { columns: shape.identity.join(', ') })}</p>
      </div>
    </div>
  );
};

const ColumnKind = ({ column }: { column: Column }) => {
  const { t } = useWords();
  if (typeof column.type === 'object') return t('data.formats.types.oneOf', { words: column.type.oneOf.join(', ') });
  return t(`data.formats.types.${column.type}`);
};

const SampleTable = ({ kind }: { kind: FactKind }) => {
  const { t } = useWords();
  const columns = sampleColumns(kind);
  const required = new Set(factShapes[kind].columns.filter((column) => column.required).map((column) => column.name));
  return (
    <ScrolledTable className={styles.scroll} label={t('data.formats.sample', { kind: t(`data.kinds.${kind}`) })}>
      <table className={styles.sample}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th scope="col" key={column}>
                {column}
                {required.has(column) && <sup title={t('data.formats.requiredMark')}>*</sup>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sampleRows[kind].map((row) => (
            <tr key={JSON.stringify(row)}>
              {columns.map((column) => (
                <td key={column}>{row[column] ?? ''}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrolledTable>
  );
};
