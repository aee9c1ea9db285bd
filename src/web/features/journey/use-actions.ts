import { useRef } from 'react';
import { useWords } from '../../i18n/language.ts';
import type { Edit } from '../design/document/draft.ts';
import type { DraftStore } from '../design/document/draft-store.ts';
import { newId } from '../design/new-id.ts';
import { type CanvasActions, nothingPicked, type Picked } from './canvas-actions.ts';
import { cardAt, placeOf } from './cursor.ts';
import {
  addCell,
  addEdge,
  addLine,
  type Clip,
  clipOf,
  inLanguage,
  moveCells,
  moveLine,
  pasteClip,
  removeCells,
  removeEdges,
  removeLine,
  setThing,
} from './edits.ts';
import { gridOf } from './grid.ts';

/** What was copied last in this visit; it may be pasted into another journey. */
let clip: Clip | null = null;

type Tools = {
  store: DraftStore;
  journey: string;
  onPick: (picked: Picked) => void;
  announce: (words: string) => void;
} & Pick<CanvasActions, 'openPanel' | 'openHelp' | 'openMenu'>;

/** The canvas's gestures as edits of the draft; the same functions for as long as the page lives. */
export const useActions = (tools: Tools): CanvasActions => {
  const { t, language } = useWords();
  const latest = useRef({ ...tools, t, language });
  latest.current = { ...tools, t, language };
  const actions = useRef<CanvasActions>(undefined);
  actions.current ??= actionsOf(() => latest.current);
  return actions.current;
};

type Now = Tools & Pick<ReturnType<typeof useWords>, 't' | 'language'>;

const actionsOf = (now: () => Now): CanvasActions => {
  const document = () => now().store.read().draft?.document;
  const edit = (make: (blueprint: NonNullable<ReturnType<typeof document>>) => Edit[], said?: string): void => {
    const blueprint = document();
    if (!blueprint) return;
    now().store.edit(make(blueprint));
    if (said) now().announce(said);
  };
  const grid = () => {
    const blueprint = document();
    return blueprint ? gridOf(blueprint, now().journey) : null;
  };
  const lineAt = (axis: 'states' | 'touchpoints', at: number): string | undefined =>
    document()?.journeys[now().journey]?.[axis][at];
  const pick = (cells: readonly string[]): void => now().onPick({ cells: new Set(cells), edge: null });

  return {
    type: (at, text) => {
      const { journey, language } = now();
      const matrix = grid();
      if (!matrix) return;
      const place = placeOf(matrix, at);
      const words = inLanguage(undefined, language, text);
      if (place === 'newState' || place === 'newTouchpoint') {
        const axis = place === 'newState' ? 'states' : 'touchpoints';
        const line = { id: newId(place === 'newState' ? 's' : 't'), name: words, at: Number.MAX_SAFE_INTEGER };
        edit((blueprint) => addLine(blueprint, journey, axis, line));
      } else if (place === 'state' || place === 'touchpoint') {
        const axis = place === 'state' ? 'states' : 'touchpoints';
        const id = lineAt(axis, place === 'state' ? at.column : at.row);
        if (id)
          edit((blueprint) =>
            setThing(blueprint, axis, id, { name: inLanguage(blueprint[axis][id]?.name, language, text) }),
          );
      } else {
        const card = cardAt(matrix, at);
        const [state, touchpoint] = [matrix.columns[at.column]?.id, matrix.rows[at.row]?.id];
        if (card)
          edit((blueprint) =>
            setThing(blueprint, 'cells', card, {
              question: inLanguage(blueprint.cells[card]?.question, language, text),
            }),
          );
        else if (state && touchpoint && text !== '') {
          const id = newId('c');
          edit(() => addCell(id, { journey, state, touchpoint }, words));
          pick([id]);
        }
      }
    },
    move: (cells, by) => {
      if (by.columns === 0 && by.rows === 0) return;
      edit((blueprint) => moveCells(blueprint, now().journey, cells, by), now().t('journey.said.moved'));
    },
    put: (spots) =>
      edit((blueprint) =>
        [...spots].flatMap(([id, { x, y }]) =>
          setThing(blueprint, 'cells', id, { spot: { x: Math.round(x), y: Math.round(y) } }),
        ),
      ),
    remove: ({ cells, edge }) => {
      edit(
        (blueprint) => (edge ? removeEdges(blueprint, [edge]) : removeCells(blueprint, [...cells])),
        now().t('journey.said.removed'),
      );
      now().onPick(nothingPicked);
    },
    duplicate: (cells) => {
      const blueprint = document();
      const matrix = grid();
      if (!blueprint || !matrix || cells.length === 0) return;
      const { edits, cells: made } = pasteClip(
        blueprint,
        clipOf(blueprint, cells),
        { journey: now().journey, at: null },
        newId,
      );
      now().store.edit(edits);
      pick(made);
      now().announce(now().t('journey.said.duplicated'));
    },
    copy: (cells) => {
      const blueprint = document();
      if (!blueprint || cells.length === 0) return;
      clip = clipOf(blueprint, cells);
      now().announce(now().t('journey.said.copied', { count: cells.length }));
    },
    paste: ({ column, row }) => {
      const blueprint = document();
      if (!blueprint || !clip) return;
      const at = column < 0 || row < 0 ? null : { column, row };
      const { edits, cells } = pasteClip(blueprint, clip, { journey: now().journey, at }, newId);
      now().store.edit(edits);
      pick(cells);
      now().announce(now().t('journey.said.pasted'));
    },
    link: (from, to) => {
      const id = newId('e');
      edit((blueprint) => addEdge(blueprint, now().journey, id, from, to), now().t('journey.said.linked'));
      now().onPick({ cells: new Set(), edge: id });
    },
    moveLine: (axis, from, to) => {
      const id = lineAt(axis, from);
      const length = document()?.journeys[now().journey]?.[axis].length ?? 0;
      if (id && to >= 0 && to < length)
        edit((blueprint) => moveLine(blueprint, now().journey, axis, id, to), now().t('journey.said.moved'));
    },
    insertLine: (axis, at) =>
      edit((blueprint) =>
        addLine(blueprint, now().journey, axis, {
          id: newId(axis === 'states' ? 's' : 't'),
          name: { ru: '', en: '' },
          at,
        }),
      ),
    removeLine: (axis, at) => {
      const id = lineAt(axis, at);
      if (id) edit((blueprint) => removeLine(blueprint, now().journey, axis, id), now().t('journey.said.removed'));
    },
    undo: () => {
      now().store.undo();
      now().announce(now().t('journey.said.undone'));
    },
    redo: () => {
      now().store.redo();
      now().announce(now().t('journey.said.redone'));
    },
    openPanel: () => now().openPanel(),
    openHelp: () => now().openHelp(),
    openMenu: (axis, at, point) => now().openMenu(axis, at, point),
  };
};
