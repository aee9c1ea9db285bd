import type { FactKind } from '../../model/facts.ts';

/**
 * Whether a company's conveyor runs: orders and costs come in as facts, and a design with a journey is in force.
 *
 * Then every stage shows how many customers stand at it, what it costs, and what it is meant to be, which is what the first page is for
 * (our interpretation; the method speaks of the running system and gives no test). Whether it runs well is what the audit tells, so neither
 * owners nor decisions are asked for here. A conveyor that ran stays running until its facts or its design are taken away.
 */
export const conveyorRuns = (rows: Partial<Record<FactKind, number>>, cellsInForce: number): boolean =>
  (rows.order_lines ?? 0) > 0 && (rows.costs ?? 0) > 0 && cellsInForce > 0;
