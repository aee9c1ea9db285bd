import { useWords } from '../i18n/language.ts';
import { Pick } from '../kit/pick.tsx';
import { useChangeView, useView, useWorkspace } from './view.ts';

const all = '\u0000all';

/** Which segment the page speaks of; not drawn where the workspace knows none. */
export const SegmentSwitch = () => {
  const { t } = useWords();
  const state = useWorkspace();
  const { segment } = useView();
  const change = useChangeView();
  const segments = state.values.segment ?? [];
  if (segments.filter((name) => name !== '').length === 0 && segment === undefined) return null;
  const shown = segment !== undefined && !segments.includes(segment) ? [segment, ...segments] : segments;
  return (
    <Pick
      label={t('shell.segment.label')}
      value={segment ?? all}
      options={[
        { value: all, label: t('shell.segment.all') },
        ...shown.map((name) => ({ value: name, label: name === '' ? t('shell.segment.none') : name })),
      ]}
      onChange={(next) => change({ segment: next === all ? undefined : next })}
    />
  );
};
