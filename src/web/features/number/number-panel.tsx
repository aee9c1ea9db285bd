import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { api, problemOf } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { Drawer } from '../../kit/drawer.tsx';
import { Failure } from '../../kit/failure.tsx';
import { useChangeView, useView } from '../../shell/view.ts';
import { type NumberAddress, readNumber } from './address.ts';
import { NumberRows } from './number-rows.tsx';
import { NumberStory } from './number-story.tsx';
import { useProductNames } from './use-product-names.ts';

/** How the number in the address was made: formula, inputs, what is missing, and the rows behind it. */
export const NumberPanel = () => {
  const { number, rows } = useSearch({ from: '__root__' });
  const change = useChangeView();
  const address = readNumber(number);
  const close = (): void => change({ number: undefined, rows: undefined });
  return address ? (
    <Opened key={number} address={address} rows={rows} onClose={close} />
  ) : (
    <Drawer opened={false} onClose={close} title="" children={null} />
  );
};

type OpenedProps = { address: NumberAddress; rows: ReturnType<typeof useScopeOf>['rows']; onClose: () => void };

const useScopeOf = (address: NumberAddress) => {
  const { rows } = useSearch({ from: '__root__' });
  const view = useView();
  const period = address.period ?? view.period;
  const filter = address.filter ? { ...view.filter, ...address.filter } : view.filter;
  return { rows, scope: { workspace: view.workspace, ...period, ...(filter ? { filter } : {}) } };
};

const Opened = ({ address, rows, onClose }: OpenedProps) => {
  const { t, say, format } = useWords();
  const change = useChangeView();
  const { scope } = useScopeOf(address);
  const explanation = useQuery(api.explain.queryOptions({ input: { ...scope, metric: address.metric } }));
  const input = explanation.data?.inputs.find((one) => one.rows === rows);
  const problem = explanation.error ? problemOf(explanation.error) : null;
  const productName = useProductNames(scope.filter?.product !== undefined);
  const cut = Object.entries(scope.filter ?? {}).flatMap(([dimension, names]) =>
    names.map((name) => (dimension === 'product' ? productName(name) : name) || t('shell.unknownValue')),
  );
  const title = explanation.data ? say(explanation.data.definition.name) : t('shell.state.loading');
  return (
    <Drawer
      opened
      wide={rows !== undefined}
      onClose={onClose}
      title={
        <>
          {title}
          <small
            style={{
              display: 'block',
              fontSize: 'var(--text-sm)',
              fontWeight: 450,
              letterSpacing: 0,
              color: 'var(--ink-faint)',
            }}
          >
            {[format.period(scope), ...cut].join(' · ')}
          </small>
        </>
      }
    >
      {explanation.error && (
        <Failure text={problem ? say(problem.text) : undefined} onRetry={() => void explanation.refetch()} />
      )}
      {explanation.data && rows === undefined && (
        <NumberStory explanation={explanation.data} scope={scope} onRows={(set) => change({ rows: set })} />
      )}
      {rows !== undefined && (
        <NumberRows
          rows={rows}
          scope={scope}
          name={input ? say(input.name) : t('number.rows')}
          onBack={() => change({ rows: undefined })}
        />
      )}
    </Drawer>
  );
};
