import { StageOrOverlay } from '../../../model/lifecycle.ts';
import { type Branches, head, never, ofSnapshot } from './fragments.ts';
import { entries, entriesWhere, entryParts, movesBeforeOrder, movesFromOrders, movesOfAdvocates } from './moves.ts';

/** One life per run of orders without a loss between, which its last order tells; its loss is known once the day has come. */
export const livesSql = `INSERT INTO ledger_lives
  SELECT ${head}, customer, life, life_from, if(lost_if_silent_on <= {as_of:Date32}, lost_if_silent_on, NULL)
  FROM ledger_orders WHERE ${ofSnapshot} AND next_day > ifNull(lost_if_silent_on, ${never} - 1)`;

/** The number of each entry's stage in the ledger's column. */
const stageNumbers = `[${entries.map((entry) => StageOrOverlay.options.indexOf(entry.stage) + 1).join(', ')}]`;
const begins = entriesWhere((entry) => 'begins' in entry && entry.begins).join(', ');
const { isAdvocate, day, dayNumber, turn, code } = entryParts;

/**
 * Stays: each entry until the next one, in one pass over the sorted entries of each subject.
 *
 * The life of a stay is how many lives had begun by then; an advocate's, whose stays stand apart, is how many by its day.
 */
export const intervalsSql = (branches: Branches): string => {
  const all = branches.interactions
    ? `${movesBeforeOrder} UNION ALL ${movesFromOrders(branches)} UNION ALL ${movesOfAdvocates}`
    : `${movesBeforeOrder} UNION ALL ${movesFromOrders(branches)}`;
  return `INSERT INTO ledger_intervals
    SELECT ${head}, customer, seq, toInt8(${stageNumbers}[entry + 1]) AS stage, ${day('top')} AS from,
      multiIf(entry != ${entries.length - 1}, if(next = 0 OR ${isAdvocate('next')}, NULL, ${day('next')}),
        ${turn('top')} = 0, NULL, ${day(`bitShiftLeft(${turn('top')}, 43)`)}) AS to,
      life, entry, key
    FROM (
      SELECT customer, arraySort(groupArrayArray(moves)) AS sorted,
        arrayMap(m -> toUInt64(bitShiftRight(m, 64)), sorted) AS tops,
        arrayFilter(top -> ${code('top')} IN (${begins}), tops) AS beginnings,
        arrayMap((top, begun) -> if(${isAdvocate('top')}, arrayCount(b -> ${dayNumber('b')} <= ${dayNumber('top')}, beginnings), begun),
          tops, arrayCumSum(arrayMap(top -> ${code('top')} IN (${begins}), tops))) AS lives
      FROM (${all})
      GROUP BY customer
    )
    ARRAY JOIN tops AS top, arrayPushBack(arrayPopFront(tops), 0) AS next, lives AS life, arrayEnumerate(tops) AS seq,
      arrayMap(m -> toUInt64(m), sorted) AS key, arrayMap(top -> ${code('top')}, tops) AS entry`;
};
