import type { WorkspaceState } from '../../../model/workspace.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { ScrolledTable } from '../../kit/scrolled-table.tsx';
import tables from './files.module.css';
import { SettingField } from './setting-field.tsx';
import { keysOfGroup, settingGroups } from './setting-groups.ts';
import styles from './settings.module.css';

/** Everything that changes the numbers, with what it means; the windows in force per segment beneath. */
export const SettingsTab = ({ state }: { state: WorkspaceState }) => {
  const { t } = useWords();
  return (
    <div className={styles.stack}>
      <p>{t('data.settings.intro')}</p>
      {settingGroups.map((group) => (
        <Card key={group} title={t(`data.settings.groups.${group}`)}>
          <div className={styles.fields}>
            {keysOfGroup[group].map((name) => (
              <SettingField key={name} state={state} name={name} />
            ))}
          </div>
          {group === 'lifecycle' && <Windows state={state} />}
        </Card>
      ))}
    </div>
  );
};

const Windows = ({ state }: { state: WorkspaceState }) => {
  const { t, format } = useWords();
  const days = (value: number): string => t('data.settings.windows.days', { count: value, value: format.count(value) });
  return (
    <section className={styles.field} style={{ gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <h3 className={styles.name}>{t('data.settings.windows.title')}</h3>
      <p className={styles.hint}>{t('data.settings.windows.intro')}</p>
      {state.windows.length === 0 ? (
        <p className={styles.now}>{t('data.settings.windows.empty')}</p>
      ) : (
        <ScrolledTable className={tables.scroll} label={t('data.settings.windows.title')}>
          <table className={tables.counts}>
            <thead>
              <tr>
                <th scope="col">{t('data.settings.windows.segment')}</th>
                <th scope="col" className={tables.number}>
                  {t('data.settings.windows.atRisk')}
                </th>
                <th scope="col" className={tables.number}>
                  {t('data.settings.windows.lost')}
                </th>
                <th scope="col">{t('data.settings.windows.source')}</th>
              </tr>
            </thead>
            <tbody>
              {state.windows.map((window) => (
                <tr key={window.segment}>
                  <td>{window.segment || t('data.settings.windows.noSegment')}</td>
                  <td className={tables.number}>{days(window.atRiskAfterDays)}</td>
                  <td className={tables.number}>{days(window.lostAfterDays)}</td>
                  <td>{t(`data.settings.windows.sources.${window.source}`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrolledTable>
      )}
    </section>
  );
};
